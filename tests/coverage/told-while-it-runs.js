// Loaded into a process that a test kills: tells now and then what it went through, as a process that dies by SIGKILL tells nothing at its end. V8 begins to
// count anew each time, and what is told adds up. Plain JavaScript because it runs before anything is compiled.

const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');
const { findSourceMap } = require('node:module');
const { join } = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');

/** Milliseconds. */
const interval = 400;

const own = pathToFileURL(__filename).href;
const folder = process.env.NODE_V8_COVERAGE;
const maps = new Map();
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
let told = 0;
mkdirSync(folder, { recursive: true });
setInterval(() => session.post('Profiler.takePreciseCoverage', tell), interval).unref();

function tell(_error, coverage) {
  const result = (coverage?.result ?? [])
    .filter(({ url }) => url.startsWith('file:') && url !== own && !url.includes('/node_modules/'))
    .map(({ url, functions }) => ({ url, functions: reached(functions) }))
    .filter(({ functions }) => functions.some(({ ranges }) => ranges.some(({ count }) => count > 0)));
  if (result.length === 0) return;
  const known = Object.fromEntries(result.map(({ url }) => [url, mapOf(url)]));
  writeFileSync(
    join(folder, `running-${process.pid}-${Date.now()}-${told++}.json`),
    JSON.stringify({ result, 'source-map-cache': known }),
  );
}

/** Without those of which nothing ran, inside others of which nothing ran. */
function reached(functions) {
  const around = [];
  return functions.filter(({ ranges }) => {
    const { startOffset, endOffset } = ranges[0];
    while (around.length > 0 && around.at(-1).endOffset <= startOffset) around.pop();
    const isReached = ranges.some(({ count }) => count > 0);
    const isKept = isReached || around.length === 0 || around.at(-1).isReached;
    around.push({ endOffset, isReached });
    return isKept;
  });
}

/** As Node tells of it at the end of a process; the map of a bundle is in dist/. */
function mapOf(url) {
  if (!maps.has(url)) maps.set(url, madeMapOf(fileURLToPath(url)));
  return maps.get(url);
}

function madeMapOf(file) {
  if (file.endsWith('.ts')) {
    const { payload, lineLengths } = findSourceMap(file);
    return { data: payload, lineLengths };
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  return { data: null, lineLengths: lines.map(line => line.length) };
}
