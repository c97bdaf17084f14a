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
  -- Up to \`complete\` nothing is missing: whoever reads on from here reads only that far, in the order of the sequence.
  CREATE TABLE IF NOT EXISTS received (
    source TEXT NOT NULL,
    epoch TEXT NOT NULL,
    complete INTEGER NOT NULL,
    highest INTEGER NOT NULL,  -- that is known to exist
    began TEXT NOT NULL,
    PRIMARY KEY (source, epoch)
  ) WITHOUT ROWID;
  -- What the box no longer had when it was asked for it.
  CREATE TABLE IF NOT EXISTS lost (source TEXT NOT NULL, epoch TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL);
  -- What is missing and has been asked for.
  CREATE VIEW IF NOT EXISTS missing AS
    SELECT source, epoch, highest - complete - (SELECT count(*) FROM events e
      WHERE e.source = r.source AND e.epoch = r.epoch AND e.sequence > r.complete) AS events
    FROM received r WHERE highest > complete;
`;

/** The table of events, and what has come so far. */
class Store {
  #db;
  #add;
  #know;
  #newest;

  constructor(file) {
    const db = new Database(file);
    this.#db = db;
    db.pragma('journal_mode = WAL');
    // A commit is on the disk when it returns: only then may the broker forget the message.
    db.pragma('synchronous = FULL');
    db.exec(tables);
    const insert = db.prepare(
      `INSERT OR IGNORE INTO events VALUES
        (:source, :epoch, :sequence, :type, :time, :subject, :clock, :mode, :data)`,
    );
    const has = db.prepare('SELECT 1 FROM events WHERE source = ? AND epoch = ? AND sequence = ?');
    const begin = db.prepare(
      `INSERT OR IGNORE INTO received VALUES (:source, :epoch, 0, 0, datetime('now', 'subsec'))`,
    );
    const read = db.prepare(
      'SELECT complete, highest FROM received WHERE source = :source AND epoch = :epoch',
    );
    const write = db.prepare(
      'UPDATE received SET complete = :complete, highest = :highest WHERE source = :source AND epoch = :epoch',
    );
    const lose = db.prepare('INSERT INTO lost VALUES (:source, :epoch, :first, :last)');
    const settle = ({ source, epoch }, { complete, highest }) => {
      let through = complete;
      while (has.get(source, epoch, through + 1)) through += 1;
      write.run({ source, epoch, complete: through, highest: Math.max(highest, through) });
      return { complete: through, highest: Math.max(highest, through) };
    };
    this.#add = db.transaction(event => {
      if (insert.run(event).changes === 0) return read.get(event);
      begin.run(event);
      const { complete, highest } = read.get(event);
      return settle(event, { complete, highest: Math.max(highest, event.sequence) });
    });
    this.#know = db.transaction((of, { from, last }) => {
      begin.run(of);
      const { complete, highest } = read.get(of);
      const gone = Math.max(complete, from - 1);
      if (gone > complete) lose.run({ ...of, first: complete + 1, last: gone });
      return settle(of, { complete: gone, highest: Math.max(highest, last) });
    });
    this.#newest = db.prepare(
      'SELECT epoch, complete, highest FROM received WHERE source = ? ORDER BY began DESC LIMIT 1',
    );
  }

  /** Adds an event unless it is there already; on disk when this returns. @returns how far its epoch is complete, and what is known of it */
  add(event) {
    return this.#add.immediate(event);
  }

  /** A box says from which number on it still has its events, of those that were asked for, and what its last one is. */
  know(source, epoch, answer) {
    return this.#know.immediate({ source, epoch }, answer);
  }

  /** The newest epoch of a box. */
  newest(source) {
    return this.#newest.get(source);
  }

  close() {
    this.#db.close();
  }
}

/** A box is asked for what is missing once nothing new of it has come for so long, ms. */
const quiet = 2000;

/** And again, if it has not answered for so long, ms. */
const answerWithin = 20_000;

/**
 * What is known of one box, and when to ask it. A broker can lose what it has acknowledged (it was killed, its disk is gone): the box believes that
 * it has arrived. So whenever a box says that it is online, and whenever a number is missing, it is asked for what follows the last complete one.
 */
class Box {
  #store;
  #source;
  #now = { epoch: undefined, complete: 0, highest: 0 };
  #isDue = true;
  #movedAt = performance.now();
  #asked;

  constructor(store, source) {
    this.#store = store;
    this.#source = source;
    this.#now = store.newest(source) ?? this.#now;
  }

  online() {
    this.#isDue = true;
    this.#asked = undefined;
    this.#movedAt = performance.now();
  }

  add(event) {
    this.#move(event.epoch, this.#store.add(event));
  }

  answered({ epoch, asked, from, last }) {
    // An answer to something else, from a life before this one: it says nothing about what is missing here.
    if (asked !== this.#asked?.from) return;
    this.#asked = undefined;
    this.#isDue = false;
    this.#movedAt = performance.now();
    this.#move(epoch, this.#store.know(this.#source, epoch, { from, last }));
  }

  /** What to ask for now, if anything. */
  question() {
    const { epoch, complete, highest } = this.#now;
    const now = performance.now();
    const waits = this.#asked && now - this.#asked.at < answerWithin;
    if (waits || now - this.#movedAt < quiet || !(this.#isDue || complete < highest)) return undefined;
    this.#asked = { from: complete + 1, at: now };
    return { from: complete + 1, ...(epoch !== undefined && { epoch }) };
  }

  #move(epoch, { complete, highest }) {
    if (epoch !== this.#now.epoch || complete > this.#now.complete) this.#movedAt = performance.now();
    this.#now = { epoch, complete, highest };
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

/** `tiski/1/mikkeli/hub/event/ticket` is of the box `tiski:mikkeli/hub`. */
function sourceOf(topic) {
  const [, , site, appliance] = topic.split('/');
  return `tiski:${site}/${appliance}`;
}

function parsed(payload) {
  try {
    return JSON.parse(payload.toString('utf8')) ?? {};
  } catch {
    return {};
  }
}

function main() {
  const { values } = parseArgs({
    options: {
      broker: { type: 'string', default: 'mqtt://127.0.0.1:1883' },
      file: { type: 'string', default: 'events.db' },
      boxes: { type: 'string', default: 'tiski/1/+/+' },
      id: { type: 'string', default: 'tiski-receiver' },
    },
  });
  const store = new Store(values.file);
  const boxes = new Map();
  const boxOf = topic => {
    const source = sourceOf(topic);
    const box = boxes.get(source) ?? new Box(store, source);
    boxes.set(source, box);
    return box;
  };
  const client = mqtt.connect(values.broker, {
    protocolVersion: 5,
    // The broker keeps what comes while this program is away: same name, a session that is not thrown away.
    clientId: values.id,
    clean: false,
    keepalive: 10,
    properties: { sessionExpiryInterval: 7 * 86_400, receiveMaximum: 100 },
  });
  const take = (topic, payload) => {
    const [family, id] = topic.split('/').slice(4);
    if (family === 'event') {
      const row = rowOf(payload.toString('utf8'));
      if (row) boxOf(topic).add(row);
      else process.stderr.write(`no event at ${topic}\n`);
    } else if (family === 'status') {
      if (parsed(payload).state === 'online') boxOf(topic).online();
    } else if (family === 'reply' && id === values.id) {
      const { ok, result, message } = parsed(payload);
      if (ok) boxOf(topic).answered(result);
      else process.stderr.write(`${topic}: ${message}\n`);
    }
  };
  // mqtt.js acknowledges a message when this calls back, and not before.
  client.handleMessage = ({ topic, payload }, acknowledge) => {
    try {
      take(topic, payload);
    } catch (error) {
      // A full disk, say. Nothing is acknowledged: whoever starts this program again gets it all again.
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    }
    acknowledge();
  };
  client.on('connect', () => {
    const topics = ['event/+', 'status', `reply/${values.id}`].map(what => `${values.boxes}/${what}`);
    client.subscribe(topics, { qos: 1 }, error => {
      if (error) process.stderr.write(`${error.message}\n`);
      else process.stdout.write('{"ready":true}\n');
    });
  });
  client.on('error', error => process.stderr.write(`${error.message}\n`));
  const asking = setInterval(() => {
    if (!client.connected) return;
    for (const [source, box] of boxes) {
      const args = box.question();
      if (!args) continue;
      const topic = `tiski/1/${source.slice('tiski:'.length)}/command/resend`;
      client.publish(topic, JSON.stringify({ id: values.id, by: 'central/receiver', args }), { qos: 1 });
    }
  }, 500);
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      clearInterval(asking);
      client.end(false, () => store.close());
    });
}

main();
