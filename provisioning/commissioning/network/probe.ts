import { request } from 'node:https';
import { connect } from 'node:net';
import type { Time } from '../../../hal/platform/time';

/** What became of an attempt to reach a port. */
export type Reached =
  | 'answers'
  /** Somebody says that nobody listens there. */
  | 'refused'
  /** Nobody says anything: a firewall. */
  | 'silent';

/** For an answer, ms. */
const patience = 5000;

/** Whether a TCP port can be reached. */
export function probePort(host: string, port: number, time: Time): Promise<Reached> {
  return new Promise(resolve => {
    const socket = connect({ host, port });
    const timer = time.after(patience, 'network probe', () => end('silent'));
    const end = (reached: Reached) => {
      timer.cancel();
      socket.destroy();
      resolve(reached);
    };
    socket.on('connect', () => end('answers'));
    socket.on('error', ({ code }: NodeJS.ErrnoException) =>
      end(code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' ? 'silent' : 'refused'),
    );
  });
}

/** What answers at the address of a region. Nothing that is read here is trusted. */
export interface RegionAnswer {
  /** Whether the set of authorities came (RFC 7030, 4.1), and not the page of a proxy. */
  readonly isRegion: boolean;
  /** The clock of the other end, ms since 1970-01-01 UTC. */
  readonly date?: number;
}

/** Asks whoever answers whether it is a region. Sends no secret, and shows no certificate. */
export function probeRegion(url: URL, time: Time): Promise<RegionAnswer> {
  return new Promise(resolve => {
    const ask = request(new URL('/.well-known/est/cacerts', url), {
      // Who it is, a claim proves later.
      rejectUnauthorized: false,
      agent: false,
    });
    const timer = time.after(patience, 'region probe', () => end({ isRegion: false }));
    const end = (answer: RegionAnswer) => {
      timer.cancel();
      ask.destroy();
      resolve(answer);
    };
    ask.on('error', () => end({ isRegion: false }));
    ask.on('response', ({ statusCode, headers }) => {
      const date = Date.parse(String(headers.date));
      const isRegion =
        statusCode === 200 && String(headers['content-type']).startsWith('application/pkcs7-mime');
      end({ isRegion, ...(!Number.isNaN(date) && { date }) });
    });
    ask.end();
  });
}
