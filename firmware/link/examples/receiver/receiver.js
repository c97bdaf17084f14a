// Every event of every appliance exactly once in a SQLite file. An example to start from: it needs mqtt and better-sqlite3 and nothing of
// the product but the promise of its events (README.md).

const { parseArgs } = require('node:util');
const Database = require('better-sqlite3');
const mqtt = require('mqtt');

const tables = `
  CREATE TABLE IF NOT EXISTS events (
    source TEXT NOT NULL,      -- tiski:{site}/{appliance}
    epoch TEXT NOT NULL,       -- one per journal of the appliance
    sequence INTEGER NOT NULL, -- 1, 2, 3 … within the epoch
    type TEXT NOT NULL,
    time TEXT NOT NULL,
    subject TEXT NOT NULL,
    clock TEXT NOT NULL,
    mode TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (source, epoch, sequence)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS received (
    source TEXT NOT NULL,
    epoch TEXT NOT NULL,
    first INTEGER NOT NULL,
    highest INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (source, epoch)
  ) WITHOUT ROWID;
  -- Where something is missing: the queue of the broker was too short, or its session was deleted.
  CREATE VIEW IF NOT EXISTS missing AS
    SELECT source, epoch, highest - first + 1 - count AS events FROM received WHERE highest - first + 1 > count;
`;

/** The table of events, and what has come so far. */
class Store {
  #db;
  #add;

  constructor(file) {
    this.#db = new Database(file);
    this.#db.pragma('journal_mode = WAL');
    // A commit is on the disk when it returns: only then may the broker forget the message.
    this.#db.pragma('synchronous = FULL');
    this.#db.exec(tables);
    const insert = this.#db.prepare(
      `INSERT OR IGNORE INTO events VALUES
        (:source, :epoch, :sequence, :type, :time, :subject, :clock, :mode, :data)`,
    );
    const advance = this.#db.prepare(
      `INSERT INTO received VALUES (:source, :epoch, :sequence, :sequence, 1)
        ON CONFLICT DO UPDATE SET first = min(first, :sequence), highest = max(highest, :sequence), count = count + 1`,
    );
    this.#add = this.#db.transaction(event => {
      if (insert.run(event).changes > 0) advance.run(event);
    });
  }

  /** Adds an event unless it is there already; on disk when this returns. */
  add(event) {
    this.#add.immediate(event);
  }

  close() {
    this.#db.close();
  }
}

/** The event as a row, or nothing for what is none. */
function rowOf(payload) {
  try {
    const { specversion, source, epoch, sequence, type, time, subject, clock, mode, data } =
      JSON.parse(payload);
    if (specversion !== '1.0' || !Number.isInteger(sequence)) return undefined;
    return { source, epoch, sequence, type, time, subject, clock, mode, data: JSON.stringify(data) };
  } catch {
    return undefined;
  }
}

function main() {
  const { values } = parseArgs({
    options: {
      broker: { type: 'string', default: 'mqtt://127.0.0.1:1883' },
      file: { type: 'string', default: 'events.db' },
      topics: { type: 'string', default: 'tiski/1/+/+/event/+' },
      id: { type: 'string', default: 'tiski-receiver' },
    },
  });
  const store = new Store(values.file);
  const client = mqtt.connect(values.broker, {
    protocolVersion: 5,
    // The broker keeps what comes while this program is away: same name, a session that is not thrown away.
    clientId: values.id,
    clean: false,
    properties: { sessionExpiryInterval: 7 * 86_400, receiveMaximum: 100 },
  });
  // mqtt.js acknowledges a message when this calls back, and not before.
  client.handleMessage = ({ topic, payload }, acknowledge) => {
    const row = rowOf(payload.toString('utf8'));
    try {
      if (row) store.add(row);
      else process.stderr.write(`no event at ${topic}\n`);
    } catch (error) {
      // A full disk, say. Nothing is acknowledged: whoever starts this program again gets it all again.
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    }
    acknowledge();
  };
  client.on('connect', () => {
    client.subscribe(values.topics, { qos: 1 }, error => {
      if (error) process.stderr.write(`${error.message}\n`);
      else process.stdout.write('{"ready":true}\n');
    });
  });
  client.on('error', error => process.stderr.write(`${error.message}\n`));
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      client.end(false, () => store.close());
    });
}

main();
