import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { problem } from './problem';
import type { Routes } from './routes';
import { sendBytes } from './send';

/** Of Debian's espeak-ng. */
const program = '/usr/bin/espeak-ng';

/** Languages of pages that it has a voice for. Northern Sámi has none. */
const voices: Readonly<Record<string, string>> = { fi: 'fi', sv: 'sv', en: 'en-gb' };

/** Characters that are spoken at once: the longest step of the kiosk has half of it. */
const mostText = 1200;

/** Milliseconds after which a voice has failed; ten seconds of speech are made in some twenty. */
const patience = 5000;

/** Voices at once; a press waits for none of them. Two kiosks may be heard at the same moment. */
const mostAtOnce = 2;

/** Those that wait for one of them to end: somebody who goes on quickly is not to be left in silence. */
const mostWaiting = 8;

/** Words a minute: slower than espeak-ng by itself (175), as the words are new to whoever hears them. */
const pace = 150;

/** Languages that this machine can speak; none without espeak-ng. */
export function spokenAloud(): readonly string[] {
  return existsSync(program) ? Object.keys(voices) : [];
}

/**
 * `GET /api/speech?language=fi&text=…`: text as sound (WAV), made on the box. The page that asked plays it to the headset of its own kiosk
 * (EN 301 549, 5.1.3); the box keeps neither text nor sound.
 */
export function addSpeechRoute(routes: Routes): void {
  const line = new VoiceLine();
  routes.get('/api/speech', async ({ url = '' }, response) => {
    const query = new URLSearchParams(url.split('?')[1]);
    const voice = voices[query.get('language') ?? ''];
    const text = query.get('text')?.trim() ?? '';
    if (voice === undefined || text === '' || text.length > mostText || !existsSync(program))
      return problem(response, 'command-invalid');
    if (line.isFull) return problem(response, 'box-busy');
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const sound = await line.turn(gone.signal, () => spoken(text, voice, gone.signal));
    if (sound) sendBytes(response, 200, 'audio/wav', sound);
    else if (!gone.signal.aborted) problem(response, 'internal-error');
  });
}

/** Few voices are made at once, the others in the order in which they were asked for. */
class VoiceLine {
  /** Each is told that it has the place of one that has ended. */
  readonly #waiting = new Set<() => void>();
  #speaking = 0;

  get isFull(): boolean {
    return this.#waiting.size >= mostWaiting;
  }

  /** @returns nothing for somebody who has gone before */
  async turn(gone: AbortSignal, speak: () => Promise<Buffer | undefined>): Promise<Buffer | undefined> {
    if (!(await this.#place(gone))) return undefined;
    try {
      return await speak();
    } finally {
      const [next] = this.#waiting;
      if (next) next();
      else this.#speaking -= 1;
    }
  }

  async #place(gone: AbortSignal): Promise<boolean> {
    if (this.#speaking < mostAtOnce) {
      this.#speaking += 1;
      return true;
    }
    return new Promise(resolve => {
      const has = (hasPlace: boolean) => {
        this.#waiting.delete(next);
        resolve(hasPlace);
      };
      const next = () => has(true);
      this.#waiting.add(next);
      gone.addEventListener('abort', () => has(false), { once: true });
    });
  }
}

/**
 * Text goes in by stdin and never through a shell, so it is text whatever stands in it.
 * @param gone nobody waits for it any more
 */
function spoken(text: string, voice: string, gone: AbortSignal): Promise<Buffer | undefined> {
  return new Promise(resolve => {
    const child = spawn(program, ['--stdin', '--stdout', '-v', voice, '-s', String(pace)], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: patience,
      signal: gone,
      killSignal: 'SIGKILL',
    });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.stdin.on('error', () => undefined);
    child.on('error', () => resolve(undefined));
    child.on('close', code => resolve(code === 0 ? withLengths(Buffer.concat(parts)) : undefined));
    child.stdin.end(text);
  });
}

/** espeak-ng begins to write before it knows how long it will speak, and leaves the largest lengths in the head (RIFF, `data` at byte 36). */
function withLengths(wav: Buffer): Buffer | undefined {
  if (wav.length <= 44 || wav.toString('latin1', 36, 40) !== 'data') return undefined;
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.writeUInt32LE(wav.length - 44, 40);
  return wav;
}
