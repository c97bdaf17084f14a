import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { NextUpdater } from './last-proofs';

export interface NextUpdaterOptions {
  /** Folder of the slots. */
  readonly home: string;
  readonly time: Time;
  readonly log: Log;
}

/** For a rehearsal over a slow line, ms. */
const patience = 5 * 60_000;

/** So much of what it says is kept, from the beginning, characters. */
const mostSaid = 500;

/**
 * The updater in the slot that starts, run as the unit runs the one that has proven itself: its Node, its program, this environment and these rights. Every release
 * must know `update round --rehearse`: an exit status of 0 is all that is asked of it, so that any two releases understand each other.
 */
export class NextUpdaterOnMachine implements NextUpdater {
  readonly #options: NextUpdaterOptions;

  constructor(options: NextUpdaterOptions) {
    this.#options = options;
  }

  rehearse(): Promise<boolean> {
    const { home, time, log } = this.#options;
    const release = join(home, 'current');
    const program = join(release, 'firmware', 'bin', 'tiski.js');
    const words = ['--max-semi-space-size=2', program, 'update', 'round', '--rehearse', '--home', home];
    return new Promise(resolve => {
      let said = '';
      const over = (failed: string | undefined) => {
        if (failed !== undefined) log.warn({ failed, said }, 'the updater on trial did not rehearse');
        resolve(failed === undefined);
      };
      const child = spawn(join(release, 'bin', 'node'), words, { stdio: ['ignore', 'ignore', 'pipe'] });
      child.stderr.setEncoding('utf8');
      child.stderr.on('data', (part: string) => {
        said = (said + part).slice(0, mostSaid);
      });
      const timer = time.after(patience, 'rehearsal', () => child.kill('SIGKILL'));
      child.on('error', error => over(messageOf(error)));
      child.on('close', (status, signal) => {
        timer.cancel();
        over(status === 0 ? undefined : `${status ?? signal}`);
      });
    });
  }
}
