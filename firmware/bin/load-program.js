// Loads a program of dist/ together with what V8 has compiled of it in an earlier start. Node's own cache (`module.enableCompileCache`) keeps a file as it is before
// its first line has run, hence without the functions that a start calls: compiling those again is a third of a start. Plain JavaScript because it runs before
// anything is compiled.

const { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');
const { crc32 } = require('node:zlib');

const head = Buffer.from('(function (exports, require, module, __filename, __dirname) { ');
const tail = Buffer.from('\n})');
const nothing = Buffer.alloc(0);

/** The seal, and as many bytes as keep the code behind it where V8 wants it. */
const sealBytes = 8;

/**
 * Whatever is wrong with what was kept, the program is the same: it is only compiled again.
 * @param file the program
 * @param folder where compiled code is kept, Node's for this release of Node, this processor and these settings of V8; nothing is if left out
 * @param name of the kept file: who starts the program for something else calls other functions of it
 * @returns what the program exports; and what says that it did what it is for: it keeps the code compiled by now, or what was found. It never throws: a full disk stops no box.
 */
function loadProgram(file, { folder, name }) {
  // What is counted is counted as written, without what was compiled before.
  if (folder === undefined || process.env.NODE_V8_COVERAGE)
    return { program: require(file), keepCompiled() {} };
  // As `require` would have it run; bundles are ASCII (`ota/bundle`).
  const text = bytesOf(file, head, tail);
  const origin = crc32(text);
  const source = text.latin1Slice();
  free(text);
  const place = join(folder, `${name}.code`);
  const kept = take(place, origin);
  const script = new Script(source, {
    filename: file,
    ...(kept && { cachedData: kept.subarray(sealBytes) }),
  });
  if (kept) free(kept);
  const module_ = { exports: {} };
  script.runInThisContext()(module_.exports, createRequire(file), module_, file, dirname(file));
  let isKept = false;
  const keepCompiled = () => {
    if (isKept) return;
    isKept = true;
    const isGood = kept && !script.cachedDataRejected;
    keep(place, isGood ? undefined : sealed(script.createCachedData(), origin));
  };
  return { program: module_.exports, keepCompiled };
}

/** In memory of their own. */
function bytesOf(file, before = nothing, after = nothing) {
  const opened = openSync(file);
  try {
    const { size } = fstatSync(opened);
    const bytes = Buffer.allocUnsafeSlow(before.length + size + after.length);
    before.copy(bytes);
    after.copy(bytes, before.length + size);
    readSync(opened, bytes, before.length, size);
    return bytes;
  } finally {
    closeSync(opened);
  }
}

/** At once: megabytes that wait for the collector make it begin in the middle of the start. */
function free(bytes) {
  bytes.buffer.transfer(0);
}

/**
 * V8 looks at version, settings and length only: code of another program, or half of it, it would run. And what was taken stands aside until it is kept again: a start that
 * comes to nothing, whatever the cause, is followed by one without.
 */
function take(place, origin) {
  try {
    renameSync(place, aside(place));
    const kept = bytesOf(aside(place));
    return kept.readUInt32LE(0) === crc32(kept.subarray(sealBytes), origin) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function sealed(code, origin) {
  const seal = Buffer.alloc(sealBytes);
  seal.writeUInt32LE(crc32(code, origin));
  return Buffer.concat([seal, code]);
}

/** Without waiting for the disk: what a power cut leaves of it has no seal. @param bytes those that stand aside, if left out */
function keep(place, bytes) {
  try {
    if (bytes) writeFileSync(aside(place), bytes, { mode: 0o600 });
    renameSync(aside(place), place);
  } catch {
    remove(aside(place));
  }
}

function aside(place) {
  return `${place}.aside`;
}

function remove(file) {
  try {
    rmSync(file, { force: true });
  } catch {
    // A disk that takes nothing gives nothing away either.
  }
}

module.exports = { loadProgram };
