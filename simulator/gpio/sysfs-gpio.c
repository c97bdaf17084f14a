/*
 * The kernel's sysfs GPIO interface (Documentation/ABI/obsolete/sysfs-gpio) as a file system in user space: one chip whose lines a
 * test drives. Mounted over /sys/class/gpio of a private mount namespace, so that programs for sysfs GPIO run on it unmodified.
 *
 * Usage: sysfs-gpio MOUNTPOINT LABEL BASE LINES
 *
 * Commands on standard input, each answered by "ok" or "error" on standard output:
 *   set OFFSET 0|1        drives an input
 *   pulse OFFSET N US     N presses of US microseconds, half down and half up; answered when done
 *   hold OFFSET           another user takes the line: exporting it is refused with EBUSY
 *   release OFFSET
 *   unplug                the chip and all its lines vanish, open files give ENODEV
 *   plug BASE             the chip is back, with another base
 * Standard output also tells "level OFFSET 0|1" whenever an output changes, and "ready" at the beginning.
 */
#define FUSE_USE_VERSION 31
#define _GNU_SOURCE
#include <errno.h>
#include <fuse3/fuse.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_LINES 64

enum edge { EDGE_NONE, EDGE_RISING, EDGE_FALLING, EDGE_BOTH };
static const char *const edge_names[] = { "none", "rising", "falling", "both" };

struct line {
    bool exported, output, level, active_low, held;
    enum edge edge;
    unsigned events; /* edges that were announced; each open file remembers how many it has seen */
};

/* An open "value" file: waits for edges on its own, as in the kernel. */
struct open_file {
    int offset;
    unsigned generation, seen;
    struct fuse_pollhandle *waiter;
    struct open_file *next;
};

static struct line lines[MAX_LINES];
static struct open_file *open_files;
static const char *label;
static int base, line_count;
static bool plugged = true;
static unsigned generation; /* counts unplugging: files opened before are dead */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static const char *const root_files[] = { "export", "unexport", NULL };
static const char *const chip_files[] = { "base", "ngpio", "label", NULL };
static const char *const line_files[] = { "value", "direction", "edge", "active_low", NULL };

/* What a path means. Files stand in the order of the lists above. */
enum node { NODE_NONE, NODE_ROOT, NODE_EXPORT, NODE_UNEXPORT, NODE_CHIP, NODE_BASE, NODE_NGPIO, NODE_LABEL,
            NODE_LINE, NODE_VALUE, NODE_DIRECTION, NODE_EDGE, NODE_ACTIVE_LOW };

static bool is_line(int offset)
{
    return offset >= 0 && offset < line_count;
}

static enum node leaf_of(const char *leaf, const char *const names[], enum node first)
{
    for (int i = 0; names[i]; i++)
        if (!strcmp(leaf, names[i]))
            return first + i;
    return NODE_NONE;
}

static enum node resolve(const char *path, int *offset)
{
    enum node node = path[1] ? leaf_of(path + 1, root_files, NODE_EXPORT) : NODE_ROOT;
    int number, end = 0;

    if (node || !plugged)
        return node;
    if (sscanf(path, "/gpiochip%d%n", &number, &end) == 1 && number == base) {
        if (!path[end])
            return NODE_CHIP;
        return path[end] == '/' ? leaf_of(path + end + 1, chip_files, NODE_BASE) : NODE_NONE;
    }
    if (sscanf(path, "/gpio%d%n", &number, &end) != 1)
        return NODE_NONE;
    *offset = number - base;
    if (!is_line(*offset) || !lines[*offset].exported)
        return NODE_NONE;
    if (!path[end])
        return NODE_LINE;
    return path[end] == '/' ? leaf_of(path + end + 1, line_files, NODE_VALUE) : NODE_NONE;
}

static void wake(int offset)
{
    for (struct open_file *file = open_files; file; file = file->next)
        if ((offset < 0 || file->offset == offset) && file->waiter) {
            fuse_notify_poll(file->waiter);
            fuse_pollhandle_destroy(file->waiter);
            file->waiter = NULL;
        }
}

/* The voltage of a line changes, from outside or by the program. */
static void set_level(int offset, bool level)
{
    struct line *line = &lines[offset];
    if (line->level == level)
        return;
    line->level = level;
    if (line->output) {
        printf("level %d %d\n", offset, level);
        return;
    }
    enum edge edge = level != line->active_low ? EDGE_RISING : EDGE_FALLING;
    if (line->edge & edge) {
        line->events++;
        wake(offset);
    }
}

static int do_getattr(const char *path, struct stat *st, struct fuse_file_info *info)
{
    int offset;

    *st = (struct stat){ .st_nlink = 1, .st_size = 4096 };
    pthread_mutex_lock(&lock);
    switch (resolve(path, &offset)) {
    case NODE_NONE: break;
    case NODE_ROOT: case NODE_CHIP: case NODE_LINE: st->st_mode = S_IFDIR | 0755; break;
    case NODE_EXPORT: case NODE_UNEXPORT: st->st_mode = S_IFREG | 0200; break;
    case NODE_BASE: case NODE_NGPIO: case NODE_LABEL: st->st_mode = S_IFREG | 0444; break;
    default: st->st_mode = S_IFREG | 0644;
    }
    pthread_mutex_unlock(&lock);
    return st->st_mode ? 0 : -ENOENT;
}

static int do_readdir(const char *path, void *buf, fuse_fill_dir_t fill, off_t off, struct fuse_file_info *info,
                      enum fuse_readdir_flags flags)
{
    char name[32];
    int offset;
    pthread_mutex_lock(&lock);
    enum node node = resolve(path, &offset);
    const char *const *files = node == NODE_ROOT ? root_files : node == NODE_CHIP ? chip_files : line_files;
    for (int i = 0; files[i]; i++)
        fill(buf, files[i], NULL, 0, 0);
    if (node == NODE_ROOT && plugged) {
        snprintf(name, sizeof name, "gpiochip%d", base);
        fill(buf, name, NULL, 0, 0);
        for (int i = 0; i < line_count; i++)
            if (lines[i].exported) {
                snprintf(name, sizeof name, "gpio%d", base + i);
                fill(buf, name, NULL, 0, 0);
            }
    }
    pthread_mutex_unlock(&lock);
    return 0;
}

static int do_open(const char *path, struct fuse_file_info *info)
{
    int offset;
    info->direct_io = 1;
    pthread_mutex_lock(&lock);
    if (resolve(path, &offset) == NODE_VALUE) {
        struct open_file *file = calloc(1, sizeof *file);
        *file = (struct open_file){ .offset = offset, .generation = generation, .seen = lines[offset].events - 1,
                                    .next = open_files };
        open_files = file;
        info->fh = (uintptr_t)file;
    }
    pthread_mutex_unlock(&lock);
    return 0;
}

static int do_release(const char *path, struct fuse_file_info *info)
{
    struct open_file *file = (struct open_file *)(uintptr_t)info->fh, **at = &open_files;

    if (!file)
        return 0;
    pthread_mutex_lock(&lock);
    while (*at != file)
        at = &(*at)->next;
    *at = file->next;
    pthread_mutex_unlock(&lock);
    if (file->waiter)
        fuse_pollhandle_destroy(file->waiter);
    free(file);
    return 0;
}

static int do_read(const char *path, char *buf, size_t size, off_t off, struct fuse_file_info *info)
{
    struct open_file *file = (struct open_file *)(uintptr_t)info->fh;
    char text[64] = "";
    int offset, result = 0;

    pthread_mutex_lock(&lock);
    switch (resolve(path, &offset)) {
    case NODE_VALUE:
        if (file->generation != generation)
            result = -ENODEV;
        else if (off == 0)
            file->seen = lines[offset].events;
        snprintf(text, sizeof text, "%d\n", lines[offset].level != lines[offset].active_low);
        break;
    case NODE_DIRECTION: snprintf(text, sizeof text, "%s\n", lines[offset].output ? "out" : "in"); break;
    case NODE_EDGE: snprintf(text, sizeof text, "%s\n", edge_names[lines[offset].edge]); break;
    case NODE_ACTIVE_LOW: snprintf(text, sizeof text, "%d\n", lines[offset].active_low); break;
    case NODE_BASE: snprintf(text, sizeof text, "%d\n", base); break;
    case NODE_NGPIO: snprintf(text, sizeof text, "%d\n", line_count); break;
    case NODE_LABEL: snprintf(text, sizeof text, "%s\n", label); break;
    default: result = file ? -ENODEV : -EIO;
    }
    pthread_mutex_unlock(&lock);
    size_t length = strlen(text);
    if (result || (size_t)off >= length)
        return result;
    if (size > length - off)
        size = length - off;
    memcpy(buf, text + off, size);
    return size;
}

static int export_line(int number, bool wanted)
{
    int offset = number - base;
    if (!plugged || !is_line(offset))
        return -EINVAL;
    if (wanted && (lines[offset].exported || lines[offset].held))
        return -EBUSY;
    if (!wanted && !lines[offset].exported)
        return -EINVAL;
    lines[offset] = (struct line){ .exported = wanted, .level = lines[offset].level, .events = lines[offset].events };
    return 0;
}

/* "high" and "low" are voltages, whatever active_low says. */
static int set_direction(int offset, const char *text)
{
    bool in = !strncmp(text, "in", 2), high = !strncmp(text, "high", 4);

    if (!in && !high && strncmp(text, "out", 3) && strncmp(text, "low", 3))
        return -EINVAL;
    lines[offset].output = !in;
    if (!in)
        set_level(offset, high);
    return 0;
}

static int set_edge(int offset, const char *text)
{
    int edge = EDGE_BOTH;
    while (edge >= 0 && strncmp(text, edge_names[edge], strlen(edge_names[edge])))
        edge--;
    if (edge >= 0)
        lines[offset].edge = edge;
    return edge >= 0 ? 0 : -EINVAL;
}

static int do_write(const char *path, const char *buf, size_t size, off_t off, struct fuse_file_info *info)
{
    char text[32] = "";
    int offset, result = 0;

    memcpy(text, buf, size < sizeof text ? size : sizeof text - 1);
    pthread_mutex_lock(&lock);
    switch (resolve(path, &offset)) {
    case NODE_EXPORT: result = export_line(atoi(text), true); break;
    case NODE_UNEXPORT: result = export_line(atoi(text), false); break;
    case NODE_VALUE:
        if (lines[offset].output)
            set_level(offset, (atoi(text) != 0) != lines[offset].active_low);
        else
            result = -EPERM;
        break;
    case NODE_DIRECTION: result = set_direction(offset, text); break;
    case NODE_EDGE: result = set_edge(offset, text); break;
    case NODE_ACTIVE_LOW: lines[offset].active_low = atoi(text) != 0; break;
    default: result = -ENODEV;
    }
    pthread_mutex_unlock(&lock);
    return result ? result : (int)size;
}

static int do_poll(const char *path, struct fuse_file_info *info, struct fuse_pollhandle *waiter, unsigned *revents)
{
    struct open_file *file = (struct open_file *)(uintptr_t)info->fh;

    *revents = POLLIN | POLLOUT;
    if (waiter && !file)
        fuse_pollhandle_destroy(waiter);
    if (!file)
        return 0;
    pthread_mutex_lock(&lock);
    if (waiter && file->waiter)
        fuse_pollhandle_destroy(file->waiter);
    if (waiter)
        file->waiter = waiter;
    if (file->generation != generation || file->seen != lines[file->offset].events)
        *revents |= POLLERR | POLLPRI;
    pthread_mutex_unlock(&lock);
    return 0;
}

static void pulse(int offset, int count, int period)
{
    struct timespec next;
    clock_gettime(CLOCK_MONOTONIC, &next);
    for (int i = 0; i < count * 2; i++) {
        pthread_mutex_lock(&lock);
        set_level(offset, i % 2 == 0);
        pthread_mutex_unlock(&lock);
        next.tv_nsec += period * 500L;
        next.tv_sec += next.tv_nsec / 1000000000;
        next.tv_nsec %= 1000000000;
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
    }
}

static void unplug(void)
{
    plugged = false;
    generation++;
    for (int i = 0; i < MAX_LINES; i++)
        lines[i].exported = lines[i].output = false;
    wake(-1);
}

static bool obey(const char *command)
{
    int a = 0, b = 0, c = 0;
    if (sscanf(command, "pulse %d %d %d", &a, &b, &c) == 3 && is_line(a)) {
        pulse(a, b, c);
        return true;
    }
    bool known = true;
    pthread_mutex_lock(&lock);
    if (sscanf(command, "set %d %d", &a, &b) == 2 && is_line(a))
        set_level(a, b != 0);
    else if (sscanf(command, "hold %d", &a) == 1 && is_line(a))
        lines[a].held = true;
    else if (sscanf(command, "release %d", &a) == 1 && is_line(a))
        lines[a].held = false;
    else if (!strncmp(command, "unplug", 6))
        unplug();
    else if (sscanf(command, "plug %d", &a) == 1) {
        base = a;
        plugged = true;
    } else
        known = false;
    pthread_mutex_unlock(&lock);
    return known;
}

/* Ends with its standard input: the file system must not outlive the test. */
static void *take_commands(void *unused)
{
    char command[128];
    while (fgets(command, sizeof command, stdin))
        printf("%s\n", obey(command) ? "ok" : "error");
    exit(0);
}

static void *do_init(struct fuse_conn_info *connection, struct fuse_config *config)
{
    pthread_t thread;
    connection->want |= FUSE_CAP_ATOMIC_O_TRUNC; /* the files have no length to cut */
    config->attr_timeout = config->entry_timeout = config->negative_timeout = 0;
    pthread_create(&thread, NULL, take_commands, NULL);
    printf("ready\n");
    return NULL;
}

static const struct fuse_operations operations = {
    .init = do_init, .getattr = do_getattr, .readdir = do_readdir, .open = do_open, .release = do_release,
    .read = do_read, .write = do_write, .poll = do_poll,
};

int main(int argc, char **argv)
{
    if (argc != 5 || (line_count = atoi(argv[4])) < 1 || line_count > MAX_LINES) {
        fprintf(stderr, "usage: %s MOUNTPOINT LABEL BASE LINES (at most %d)\n", argv[0], MAX_LINES);
        return 2;
    }
    label = argv[2];
    base = atoi(argv[3]);
    setvbuf(stdout, NULL, _IOLBF, 0);
    char *arguments[] = { argv[0], "-f", argv[1], NULL };
    return fuse_main(3, arguments, &operations, NULL);
}
