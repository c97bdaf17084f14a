import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { XAPI } from 'jsxapi';
import { messageOf } from '../../platform/error';
import { Patience } from '../../platform/patience';
import type { Time, Timer } from '../../platform/time';
import type { Address } from './address';
import { type CallReport, callReports, callReportsInFeedback } from './call-report';
import type { Credentials } from './credentials';
import type { Limits } from './limits';
import { openSocket } from './open-socket';
import { sshBackend } from './ssh-backend';
import type { Trouble } from './trouble';
import type { Trust } from './trust';
import { webSocketBackend } from './websocket-backend';

/** What jsxapi speaks through. */
export type Backend = EventEmitter & ConstructorParameters<typeof XAPI>[0];

export interface SessionSettings {
  readonly address: Address;
  readonly trust: Trust;
  readonly credentials: Credentials;
  readonly time: Time;
  readonly limits: Limits;
}

export interface SessionEvents {
  /** The unit has answered; these are all its calls. At the beginning, then at every beat. */
  calls(reports: readonly CallReport[]): void;
  /** Feedback. */
  changed(report: CallReport): void;
  /** It is over; the last event, and none when it was closed. */
  ended(trouble: Trouble): void;
}

/** "No match on address expression": some releases answer so when there is no call. */
const noSuchPath = 3;

/**
 * One connection to a unit, from the first packet to the end. jsxapi neither pings nor notices silence, so the list of calls is asked for at
 * every beat: that is the heartbeat, and it repairs feedback that got lost.
 */
export class Session {
  readonly #settings: SessionSettings;
  readonly #events: SessionEvents;
  #socket?: Socket;
  #xapi?: XAPI;
  readonly #patience: Patience;
  #beat?: Timer;
  #isOver = false;
  /** Messages of feedback so far. */
  #heard = 0;

  constructor(settings: SessionSettings, events: SessionEvents) {
    this.#settings = settings;
    this.#events = events;
    this.#patience = new Patience(settings.time, 'codec answer');
  }

  start(): void {
    const { address, trust, limits } = this.#settings;
    this.#within(limits.open, { code: 'codec-unreachable', detail: 'no answer' });
    try {
      this.#socket = openSocket(address, trust, {
        opened: () => this.#logIn(),
        failed: trouble => this.#fail(trouble),
      });
    } catch (error) {
      this.#fail({ code: 'codec-untrusted', detail: messageOf(error) });
    }
  }

  /** Ends it without an event. */
  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#patience.cancel();
    this.#beat?.cancel();
    this.#xapi?.close();
    this.#socket?.destroy();
  }

  #fail(trouble: Trouble): void {
    if (this.#isOver) return;
    this.close();
    this.#events.ended(trouble);
  }

  #within(limit: number, trouble: Trouble): void {
    this.#patience.within(limit, () => this.#fail(trouble));
  }

  #logIn(): void {
    const { address, trust, credentials, limits } = this.#settings;
    const socket = this.#socket;
    if (this.#isOver || !socket) return;
    this.#within(limits.open, { code: 'codec-silent', detail: 'no answer to the login' });
    const { XAPI } = require('jsxapi/lib/xapi') as typeof import('jsxapi/lib/xapi');
    const fail = (trouble: Trouble) => this.#fail(trouble);
    const backend =
      address.kind === 'ssh'
        ? sshBackend(socket, trust, credentials, fail)
        : webSocketBackend(socket, address, credentials, fail);
    // Feedback is taken here and not with `.on()`, whose promise rejects unhandled when the unit refuses the registration.
    const xapi = new XAPI(backend, { feedbackInterceptor: payload => this.#feedback(payload) });
    xapi.on('error', () => this.#fail({ code: 'codec-lost' }));
    xapi.on('close', () => this.#fail({ code: 'codec-lost' }));
    xapi.on('ready', () => this.#subscribe(xapi));
    this.#xapi = xapi;
  }

  #subscribe(xapi: XAPI): void {
    this.#within(this.#settings.limits.patience, { code: 'codec-silent' });
    xapi.execute('xFeedback/Subscribe', { Query: ['Status', 'Call'] }).then(
      () => this.#ask(xapi),
      error => this.#fail({ code: 'codec-calls-hidden', detail: reasonOf(error) }),
    );
  }

  #ask(xapi: XAPI): void {
    if (this.#isOver) return;
    this.#within(this.#settings.limits.patience, { code: 'codec-silent' });
    const heard = this.#heard;
    xapi.status.get('Call').then(
      answer => this.#answered(xapi, answer, heard),
      error => {
        if (error?.code === noSuchPath) this.#answered(xapi, [], heard);
        else this.#fail({ code: 'codec-calls-hidden', detail: reasonOf(error) });
      },
    );
  }

  #answered(xapi: XAPI, answer: unknown, heardBefore: number): void {
    if (this.#isOver) return;
    // Whether the answer is older or newer than feedback that crossed it cannot be told.
    if (this.#heard !== heardBefore) {
      this.#ask(xapi);
      return;
    }
    const reports = this.#understood(() => callReports(answer));
    if (!reports) return;
    this.#patience.cancel();
    this.#beat = this.#settings.time.after(this.#settings.limits.beat, 'codec beat', () => this.#ask(xapi));
    this.#events.calls(reports);
  }

  #feedback(payload: unknown): void {
    const reports = this.#understood(() => callReportsInFeedback(payload));
    if (!reports || reports.length === 0) return;
    this.#heard += 1;
    // Out of jsxapi's stack: it would take an error of a listener for one of the unit.
    queueMicrotask(() => {
      for (const report of reports) if (!this.#isOver) this.#events.changed(report);
    });
  }

  #understood(read: () => readonly CallReport[]): readonly CallReport[] | undefined {
    try {
      return read();
    } catch (error) {
      this.#fail({ code: 'codec-garbage', detail: messageOf(error) });
      return undefined;
    }
  }
}

/** The API's errors are plain objects, or nothing at all. */
function reasonOf(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return String(message ?? 'no reason given');
}
