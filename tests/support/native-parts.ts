/** A program that puts each part that is no JavaScript to work, and prints `all work`. @param dist folder `dist/` of a release */
export const nativeParts = (dist: string) => `
const at = require('node:module').createRequire('${dist}/');
const rows = new (at('better-sqlite3'))(':memory:').prepare('select 1 + 1 as two').get();
if (rows.two !== 2) throw new Error('better-sqlite3');
if (typeof at('serialport').SerialPort.list !== 'function') throw new Error('serialport');
if (at('koffi').sizeof('int') !== 4) throw new Error('koffi');
const blank = { create: { width: 8, height: 8, channels: 3, background: 'white' } };
at('sharp')(blank).png().toBuffer().then(png => process.stdout.write(png.length > 60 ? 'all work' : 'sharp'));
`;
