import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of calendars on loopback, whose answers a test sets. */
export class CalendarServer {
  /** What is answered; a whole calendar by default. */
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => {
    response.end(this.text);
  };
  text = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n';
  readonly requests: IncomingMessage[] = [];
  readonly #server: Server = createServer((request, response) => {
    this.requests.push(request);
    this.answer(request, response);
  });

  async start(): Promise<this> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/secret-token/town.ics`;
  }

  /** Connections that are open now. */
  connections(): Promise<number> {
    return new Promise((resolve, reject) =>
      this.#server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}

/** An iCalendar stream of events that begin at the instants given, by UID. */
export function calendarOf(events: Readonly<Record<string, number>>, ...lines: string[]): string {
  const stamp = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
  const parts = Object.entries(events).flatMap(([uid, at]) => [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTART:${stamp(at)}`,
    ...lines,
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...parts, 'END:VCALENDAR', ''].join('\r\n');
}
