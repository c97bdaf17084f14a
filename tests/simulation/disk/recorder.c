/*
 * Loaded before a program (LD_PRELOAD): writes every call by which it changes files below TISKI_RECORD_UNDER into the file TISKI_RECORD_TO, in
 * their order, whichever library made it. A record: operation (1 byte), lengths of path and other path (2 each), number of the open file (4),
 * offset (8), length of data (4), all little-endian; then path, other path, data. `recording.ts` reads it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPENED = 1, WRITTEN, SYNCED, CUT, RENAMED, REMOVED, FOLDER_MADE, FOLDER_REMOVED };
enum { MOST = 65536 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int to = -1;
static const char *under;
static uint32_t opened[MOST]; /* number of the open file of a descriptor; 0: none of ours */
static uint32_t count;

#define REAL(result, name, ...) \
  static result (*real)(__VA_ARGS__); \
  if (!real) real = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

__attribute__((constructor)) static void begin(void) {
  const char *file = getenv("TISKI_RECORD_TO");
  under = getenv("TISKI_RECORD_UNDER");
  if (!file || !under) return;
  to = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_ours(const char *path) {
  return to >= 0 && path && strncmp(path, under, strlen(under)) == 0;
}

static int is_open(int descriptor) {
  return to >= 0 && descriptor >= 0 && descriptor < MOST && opened[descriptor] != 0;
}

static void put(int operation, const char *path, const char *other, uint32_t file, uint64_t offset,
                const struct iovec *parts, int many, size_t length) {
  unsigned char head[21];
  uint16_t path_length = path ? (uint16_t)strlen(path) : 0, other_length = other ? (uint16_t)strlen(other) : 0;
  uint32_t data_length = (uint32_t)length;
  struct iovec all[3 + 64];
  int n = 0;
  head[0] = (unsigned char)operation;
  memcpy(head + 1, &path_length, 2);
  memcpy(head + 3, &other_length, 2);
  memcpy(head + 5, &file, 4);
  memcpy(head + 9, &offset, 8);
  memcpy(head + 17, &data_length, 4);
  all[n++] = (struct iovec){head, sizeof head};
  all[n++] = (struct iovec){(void *)path, path_length};
  all[n++] = (struct iovec){(void *)other, other_length};
  for (int i = 0; i < many && i < 64 && length > 0; i++) {
    size_t part = parts[i].iov_len < length ? parts[i].iov_len : length;
    all[n++] = (struct iovec){parts[i].iov_base, part};
    length -= part;
  }
  if (syscall(SYS_writev, to, all, n) < 0) abort();
}

#define LOCKED(body) \
  do { \
    int kept = errno; \
    pthread_mutex_lock(&lock); \
    body; \
    pthread_mutex_unlock(&lock); \
    errno = kept; \
  } while (0)

static void note_open(int descriptor, const char *path, int flags) {
  if (descriptor < 0 || descriptor >= MOST) return;
  if (!is_ours(path)) {
    opened[descriptor] = 0;
    return;
  }
  LOCKED({
    opened[descriptor] = ++count;
    put(OPENED, path, NULL, count, (flags & O_TRUNC) ? 1 : 0, NULL, 0, 0);
  });
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(int, #name, const char *, int, mode_t); \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; \
    va_end(rest); \
    int descriptor = real(path, flags, mode); \
    note_open(descriptor, path, flags); \
    return descriptor; \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    REAL(int, #name, int, const char *, int, mode_t); \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; \
    va_end(rest); \
    int descriptor = real(folder, path, flags, mode); \
    note_open(descriptor, path, flags); \
    return descriptor; \
  }
OPENAT(openat)
OPENAT(openat64)

int close(int descriptor) {
  REAL(int, "close", int);
  if (descriptor >= 0 && descriptor < MOST) opened[descriptor] = 0;
  return real(descriptor);
}

static uint64_t place(int descriptor) {
  int append = (fcntl(descriptor, F_GETFL) & O_APPEND) != 0;
  off_t at = lseek(descriptor, 0, append ? SEEK_END : SEEK_CUR);
  return at < 0 ? 0 : (uint64_t)at;
}

static void note_write(int descriptor, uint64_t at, const struct iovec *parts, int many, ssize_t written) {
  if (written > 0) LOCKED(put(WRITTEN, NULL, NULL, opened[descriptor], at, parts, many, (size_t)written));
}

ssize_t write(int descriptor, const void *data, size_t length) {
  REAL(ssize_t, "write", int, const void *, size_t);
  if (!is_open(descriptor)) return real(descriptor, data, length);
  uint64_t at = place(descriptor);
  ssize_t written = real(descriptor, data, length);
  note_write(descriptor, at, &(struct iovec){(void *)data, length}, 1, written);
  return written;
}

ssize_t writev(int descriptor, const struct iovec *parts, int many) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  if (!is_open(descriptor)) return real(descriptor, parts, many);
  uint64_t at = place(descriptor);
  ssize_t written = real(descriptor, parts, many);
  note_write(descriptor, at, parts, many, written);
  return written;
}

#define PWRITE(name) \
  ssize_t name(int descriptor, const void *data, size_t length, off_t at) { \
    REAL(ssize_t, #name, int, const void *, size_t, off_t); \
    ssize_t written = real(descriptor, data, length, at); \
    if (is_open(descriptor)) \
      note_write(descriptor, (uint64_t)at, &(struct iovec){(void *)data, length}, 1, written); \
    return written; \
  }
PWRITE(pwrite)
PWRITE(pwrite64)

#define PWRITEV(name) \
  ssize_t name(int descriptor, const struct iovec *parts, int many, off_t at) { \
    REAL(ssize_t, #name, int, const struct iovec *, int, off_t); \
    ssize_t written = real(descriptor, parts, many, at); \
    if (is_open(descriptor)) note_write(descriptor, (uint64_t)at, parts, many, written); \
    return written; \
  }
PWRITEV(pwritev)
PWRITEV(pwritev64)

#define SYNC(name) \
  int name(int descriptor) { \
    REAL(int, #name, int); \
    int result = real(descriptor); \
    if (result == 0 && is_open(descriptor)) LOCKED(put(SYNCED, NULL, NULL, opened[descriptor], 0, NULL, 0, 0)); \
    return result; \
  }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name) \
  int name(int descriptor, off_t length) { \
    REAL(int, #name, int, off_t); \
    int result = real(descriptor, length); \
    if (result == 0 && is_open(descriptor)) \
      LOCKED(put(CUT, NULL, NULL, opened[descriptor], (uint64_t)length, NULL, 0, 0)); \
    return result; \
  }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

int rename(const char *from, const char *onto) {
  REAL(int, "rename", const char *, const char *);
  int result = real(from, onto);
  if (result == 0 && is_ours(onto)) LOCKED(put(RENAMED, from, onto, 0, 0, NULL, 0, 0));
  return result;
}

#define ON_PATH(name, operation) \
  int name(const char *path) { \
    REAL(int, #name, const char *); \
    int result = real(path); \
    if (result == 0 && is_ours(path)) LOCKED(put(operation, path, NULL, 0, 0, NULL, 0, 0)); \
    return result; \
  }
ON_PATH(unlink, REMOVED)
ON_PATH(rmdir, FOLDER_REMOVED)

int unlinkat(int folder, const char *path, int flags) {
  REAL(int, "unlinkat", int, const char *, int);
  int result = real(folder, path, flags);
  if (result == 0 && is_ours(path))
    LOCKED(put((flags & AT_REMOVEDIR) ? FOLDER_REMOVED : REMOVED, path, NULL, 0, 0, NULL, 0, 0));
  return result;
}

int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t);
  int result = real(path, mode);
  if (result == 0 && is_ours(path)) LOCKED(put(FOLDER_MADE, path, NULL, 0, 0, NULL, 0, 0));
  return result;
}
