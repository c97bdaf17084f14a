/**
 * The properties of which a booking is made; everything else in a calendar (SUMMARY, ATTENDEE, DESCRIPTION, LOCATION, …) is thrown away
 * byte by byte before anything parses it (PRV-01).
 */
const kept: ReadonlySet<string> = new Set([
  'BEGIN',
  'END',
  'UID',
  'DTSTART',
  'DTEND',
  'DURATION',
  'STATUS',
  'SEQUENCE',
  'DTSTAMP',
  'CATEGORIES',
  'TRANSP',
  'METHOD',
  'RRULE',
  'RDATE',
  'EXDATE',
  'RECURRENCE-ID',
  'TZID',
  'TZOFFSETFROM',
  'TZOFFSETTO',
]);

/** A kept line that is longer is cut: no time, code or category needs so many characters. */
const longestLine = 2000;

const byteOrderMark = '\u00ef\u00bb\u00bf';

/** Unfolds the content lines of a calendar (RFC 5545, 3.1) as its bytes come in, and lets through those that are needed. */
export class ContentLines {
  /** The line so far, one character for each byte, since folding may part a character of UTF-8; undefined for one that is not kept. */
  #line: string | undefined;
  /** What came after the last line end. */
  #rest = '';
  #isFirst = true;

  /** @returns the lines that are known to be complete */
  push(chunk: Uint8Array): string[] {
    let text = this.#rest + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    if (this.#isFirst && text.length >= byteOrderMark.length) {
      this.#isFirst = false;
      if (text.startsWith(byteOrderMark)) text = text.slice(byteOrderMark.length);
    }
    const ended: string[] = [];
    let from = 0;
    for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
      this.#take(text.slice(from, to), ended);
      from = to + 1;
    }
    this.#rest = this.#shortened(text.slice(from));
    return ended;
  }

  /** @returns what is left when there is nothing more */
  end(): string[] {
    const ended: string[] = [];
    if (this.#rest !== '') this.#take(this.#rest, ended);
    this.#take('', ended);
    this.#rest = '';
    return ended;
  }

  #take(physical: string, ended: string[]): void {
    const line = physical.endsWith('\r') ? physical.slice(0, -1) : physical;
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (this.#line !== undefined) this.#line = (this.#line + line.slice(1)).slice(0, longestLine);
      return;
    }
    if (this.#line !== undefined) ended.push(Buffer.from(this.#line, 'latin1').toString('utf8'));
    this.#line = isKept(line) ? line.slice(0, longestLine) : undefined;
  }

  /** A line without an end must not fill the memory: its head tells what it is, and its tail is not needed. */
  #shortened(rest: string): string {
    return rest.length > 2 * longestLine ? rest.slice(0, 2 * longestLine) : rest;
  }
}

function isKept(line: string): boolean {
  const name = /^[A-Za-z-]{1,20}(?=[:;])/.exec(line)?.[0];
  return name !== undefined && kept.has(name.toUpperCase());
}
