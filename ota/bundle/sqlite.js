// better-sqlite3 in a bundle: its scripts go in, of which a start would otherwise look for ten one by one; its native part is loaded from the package, which ships.

const { join } = require('node:path');
const createDatabase = require('../../node_modules/better-sqlite3/lib/database.js');

const nativePart = join(
  ...[__dirname, '..', 'node_modules', 'better-sqlite3', 'prebuilds'],
  `linux-${process.arch}.node`,
);

module.exports = createDatabase(() => require(nativePart), false);
module.exports.SqliteError = require('../../node_modules/better-sqlite3/lib/sqlite-error.js');
