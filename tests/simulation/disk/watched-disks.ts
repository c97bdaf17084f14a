import { truncateSync } from 'node:fs';
import type { RecordedDisk } from './recorded-disk';
import { type DiskCall, Recording } from './recording';

/** The disks of several programs in one recording. */
export class WatchedDisks {
  readonly #recording: Recording;
  readonly #disks = new Set<RecordedDisk>();
  /** Told of all calls. */
  onCalls: (calls: readonly DiskCall[]) => void = () => {};

  /** @param file that `recorder.c` writes; what was recorded before is dropped */
  constructor(file: string) {
    truncateSync(file);
    this.#recording = new Recording(file);
  }

  add(disk: RecordedDisk): void {
    this.catchUp();
    this.#disks.add(disk);
  }

  delete(disk: RecordedDisk): void {
    this.#disks.delete(disk);
  }

  /** Takes in what has been done until now. */
  catchUp(): void {
    const calls = this.#recording.next();
    this.onCalls(calls);
    for (const disk of this.#disks) for (const call of calls) disk.take(call);
  }

  close(): void {
    this.#recording.close();
  }
}
