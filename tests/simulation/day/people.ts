import type { IClientOptions, MqttClient } from 'mqtt';
import type { VirtualButton } from '../../../hal/drivers/virtual/button';
import type { VirtualSmileyUnit } from '../../../hal/drivers/virtual/smiley-unit';
import type { Face } from '../../../hal/smiley-unit';
import type { NetworkSocket } from '../machine/network';
import { running } from '../machine/world';
import type { Act, Step } from './plan';
import type { Town } from './town';

/** What somebody asked for with an id, again and again until there was an answer. */
export interface Asked {
  readonly id: string;
  readonly way: 'page' | 'remote';
  answer: { readonly ok: boolean; readonly ticket?: string; readonly code?: string } | undefined;
  /** Another answer to the same id was another. */
  contradiction?: string;
}

/** Stands in what a customer writes, and must stand nowhere else. */
export const personal = 'Virtanen 131052-308T';

const services = ['tax', 'benefits'];
const counters = ['counter-1', 'counter-2'];
const boardButton = 2;

/** A person who gets no answer asks again after this, ms. */
const patience = { page: 2_500, remote: 6_000 };

/** Everybody who does something at the point or from afar, each by the wire that they have. */
export class People {
  readonly asked: Asked[] = [];
  /** At buttons that give a number. */
  presses = 0;
  /** Told when somebody has been answered. */
  onAnswer: () => void = () => {};
  /** The evening: nobody asks again. */
  isOver = false;
  readonly #town: Town;
  #remote: MqttClient | undefined;
  #count = 0;

  constructor(town: Town) {
    this.#town = town;
  }

  start(): void {
    const { central } = this.#town;
    running.run(central, () => {
      const { connect } = require('mqtt') as {
        connect: (url: string, options: IClientOptions) => MqttClient;
      };
      const remote = connect('mqtt://broker:1883', {
        clientId: 'central',
        protocolVersion: 4,
        keepalive: 20,
      });
      remote.on('error', () => undefined);
      remote.subscribe('tiski/1/town/hub/reply/+', { qos: 1 });
      remote.on('message', (topic, payload) => this.#replied(topic.split('/').at(-1) ?? '', payload));
      this.#remote = remote;
    });
    // Whoever reports ringing says from time to time that it lives.
    central.time.every(20_000, 'alive', () => this.#publish('ring/door', { state: 'alive' }));
  }

  /** The officers finish with everybody who is still there. */
  sendHome(): void {
    const { program } = this.#town.hub;
    for (const { code, counter } of program?.runtime.state.tickets.values() ?? []) {
      if (counter !== undefined) this.#command('done', { counter }, 0);
      this.#command('cancel', { ticket: code }, 0);
    }
  }

  do({ what, n, lasts }: Step): void {
    const acts: Record<Act, () => void> = {
      press: () => {
        this.presses += 1;
        this.#button(n % 3 === 0 ? 'button-benefits' : 'button-tax')?.press();
      },
      'page-ticket': () => this.#ask('page', n),
      'remote-ticket': () => this.#ask('remote', n),
      next: () => this.#pressNext(n, lasts),
      arrived: () => this.#counter('arrived', n),
      done: () => this.#counter('done', n),
      'no-show': () => this.#counter('no-show', n),
      recall: () => this.#counter('recall', n),
      park: () => this.#command('park', { counter: this.#counterOf(n), minutes: 1 }, n),
      transfer: () => this.#onTicket('transfer', n, { service: services[(n >> 4) % 2] }),
      reinstate: () => this.#onTicket('reinstate', n),
      cancel: () => this.#onTicket('cancel', n),
      ring: () => this.#ring(n, lasts),
      smiley: () => this.#smiley(n),
      'open-answer': () => this.#openAnswer(n),
      resend: () => this.#publish('command/resend', { id: this.#id('resend'), from: 1 + (n % 50) }),
      desired: () =>
        this.#publish('update/desired', {
          release: null,
          since: '2026-11-23T06:00:00Z',
          state: n % 2 ? 'paused' : 'wanted',
        }),
      configure: () =>
        this.#publish('config/desired', {
          version: 1,
          revision: `r-${n % 1000}`,
          settings: { name: { fi: `Piste ${n % 1000}`, sv: `Punkt ${n % 1000}` } },
        }),
      presence: () => this.#counter('next', n),
    };
    acts[what as Act]();
  }

  #id(way: string): string {
    this.#count += 1;
    return `${way}-${this.#count}-${this.#town.options.seed}`.replace(/[^A-Za-z0-9._:-]/g, '-');
  }

  #button(name: string): VirtualButton | undefined {
    return this.#town.hub.program?.hal.devices.get(name) as VirtualButton | undefined;
  }

  #counterOf(n: number): string {
    return counters[n % counters.length] ?? '';
  }

  #counter(name: string, n: number): void {
    this.#command(name, { counter: this.#counterOf(n) }, n);
  }

  /** At the box itself, as its pages do it. */
  #command(name: string, args: object, n: number): void {
    const { program, machine } = this.#town.hub;
    if (!program || !machine) return;
    running.run(machine, () => {
      void program.runtime.execute({ name, args, channel: 'page', by: `counter/${this.#counterOf(n)}` });
    });
  }

  #onTicket(name: string, n: number, more: object = {}): void {
    const { program } = this.#town.hub;
    const tickets = [...(program?.runtime.state.tickets.keys() ?? [])];
    const ticket = tickets[n % Math.max(1, tickets.length)];
    if (ticket !== undefined) this.#command(name, { ticket, ...more }, n);
  }

  /** At the board of the first counter or the satellite of the second, by a finger. */
  #pressNext(n: number, lasts: number): void {
    const { board, room, phone } = this.#town;
    if (n % 2 === 1) {
      const { program, machine } = room;
      if (program && machine)
        running.run(machine, () => (program.hal.devices.get('next') as VirtualButton | undefined)?.press());
      return;
    }
    board.press(boardButton);
    phone.time.after(60 + (lasts % 400), 'finger', () => board.release(boardButton));
  }

  #smiley(n: number): void {
    const { program, machine } = this.#town.room;
    const unit = program?.hal.devices.get('smiley') as VirtualSmileyUnit | undefined;
    if (unit && machine) running.run(machine, () => unit.press((1 + (n % 4)) as Face));
  }

  #ring(n: number, lasts: number): void {
    const call = `call-${this.#id('ring')}`;
    this.#publish('ring/door', { state: 'ringing', call });
    const end = n % 3 === 0 ? 'answered' : 'ended';
    this.#town.central.time.after(Math.min(lasts, 90_000), 'ring', () =>
      this.#publish('ring/door', { state: end, call }),
    );
  }

  #publish(topic: string, message: object): void {
    const { central } = this.#town;
    running.run(central, () =>
      this.#remote?.publish(`tiski/1/town/hub/${topic}`, JSON.stringify(message), { qos: 1 }),
    );
  }

  #ask(way: Asked['way'], n: number): void {
    const asked: Asked = { id: this.#id(way), way, answer: undefined };
    this.asked.push(asked);
    const machine = way === 'page' ? this.#town.phone : this.#town.central;
    const service = services[n % 2];
    const again = () => {
      // Some ask once more although they have been answered: the answer was lost on its way.
      if (this.isOver || (asked.answer && n % 5 !== 0)) return;
      const isLast = asked.answer !== undefined;
      if (way === 'page')
        this.#post('/api/command/take-ticket', { id: asked.id, args: { service, needsTime: true } }, body =>
          this.#answered(asked, body),
        );
      else this.#publish('command/take-ticket', { id: asked.id, by: 'web', args: { service, group: 2 } });
      if (!isLast) machine.time.after(patience[way], 'ask again', again);
    };
    machine.do(again);
  }

  #openAnswer(n: number): void {
    const text = `Kiitos! ${personal} ${n}`;
    this.#town.phone.do(() =>
      this.#post('/api/feedback/open-answer', { service: 'tax', text }, () => undefined),
    );
  }

  #replied(id: string, payload: Buffer): void {
    const asked = this.asked.find(each => each.id === id);
    if (asked && payload.length > 0) this.#answered(asked, JSON.parse(payload.toString('utf8')));
  }

  #answered(asked: Asked, body: { ok?: boolean; code?: string; result?: { ticket?: string } }): void {
    const isAnswer = body.ok === true || !notYet.has(body.code ?? '');
    if (!isAnswer) return;
    const answer = {
      ok: body.ok === true,
      ...(body.result?.ticket !== undefined && { ticket: body.result.ticket }),
      ...(body.code !== undefined && { code: body.code }),
    };
    if (asked.answer?.ok && JSON.stringify(answer) !== JSON.stringify(asked.answer))
      asked.contradiction = JSON.stringify(answer);
    asked.answer ??= answer;
    this.onAnswer();
  }

  /** One request on a connection of its own. */
  #post(path: string, body: object, done: (body: object) => void): void {
    const { network, phone } = this.#town;
    const text = JSON.stringify(body);
    const socket: NetworkSocket = network.connect(phone, 'hub', 8080);
    let answer = '';
    socket.on('data', (bytes: Buffer) => {
      answer += bytes.toString('utf8');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const [, content] = answer.split('\r\n\r\n');
      if (!content?.startsWith('{')) return;
      done(JSON.parse(content.slice(0, content.lastIndexOf('}') + 1)));
    });
    const give = phone.time.after(2_000, 'browser', () => socket.destroy());
    socket.on('close', () => give.cancel());
    socket.once('connect', () =>
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: hub:8080\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
      ),
    );
  }
}

/** What tells that the command was not carried out and may be asked for again. */
const notYet = new Set(['box-stopping', 'box-busy', 'journal-unwritable', 'internal-error', 'command-stale']);
