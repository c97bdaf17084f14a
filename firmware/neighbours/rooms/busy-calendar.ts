import { createHash } from 'node:crypto';
import type { Span } from './spans';

export interface BusyCalendar {
  readonly site: string;
  readonly room: string;
  /** What stands in each entry: the name of the room. Nothing else is known here. */
  readonly name: string;
  readonly spans: readonly Span[];
  /** ms since 1970-01-01 UTC */
  readonly now: number;
}

/** When a room is taken, as iCalendar (RFC 5545): without names, purpose and place, so that any calendar may show it. */
export function busyCalendar({ site, room, name, spans, now }: BusyCalendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tiski//rooms//EN',
    ...spans.flatMap(({ from, to }) => [
      'BEGIN:VEVENT',
      `UID:${uidOf(room, from, to)}@${site}`,
      `DTSTAMP:${stamp(now)}`,
      `DTSTART:${stamp(from)}`,
      `DTEND:${stamp(to)}`,
      `SUMMARY:${escaped(name)}`,
      'CLASS:PRIVATE',
      'TRANSP:OPAQUE',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map(line => `${folded(line)}\r\n`).join('');
}

function uidOf(room: string, from: number, to: number): string {
  return createHash('sha256').update(`${room} ${from} ${to}`).digest('hex').slice(0, 32);
}

/** RFC 5545, 3.3.5, form 2. */
function stamp(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** RFC 5545, 3.3.11. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, sign => `\\${sign}`);
}

/** RFC 5545, 3.1: at most 75 octets, never within a character. */
function folded(line: string): string {
  let text = '';
  let octets = 0;
  for (const sign of line) {
    const length = Buffer.byteLength(sign);
    if (octets + length > 75) {
      text += '\r\n ';
      octets = 1;
    }
    text += sign;
    octets += length;
  }
  return text;
}
