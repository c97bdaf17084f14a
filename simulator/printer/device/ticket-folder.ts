import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderItems } from '../picture/render';
import type { Ticket } from './ticket-store';

/** Writes each ticket as NNNN.bin (the bytes) and NNNN.png (the picture), one after another. */
export class TicketFolder {
  private readonly path: string;
  private readonly dots: number;
  private last: Promise<void> = Promise.resolve();

  constructor(path: string, dots: number) {
    this.path = path;
    this.dots = dots;
  }

  write(ticket: Ticket): void {
    this.last = this.last.then(() => this.writeOne(ticket));
    this.last.catch(() => {});
  }

  /** Waits until all is written; rejects when something could not be. */
  async flush(): Promise<void> {
    await this.last;
  }

  private async writeOne({ number, bytes, items }: Ticket): Promise<void> {
    const name = join(this.path, String(number).padStart(4, '0'));
    await mkdir(this.path, { recursive: true });
    await writeFile(`${name}.bin`, bytes);
    await writeFile(`${name}.png`, await renderItems(items, { dots: this.dots }));
  }
}
