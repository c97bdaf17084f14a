import { Value } from '@sinclair/typebox/value';
import { messageOf } from '../../../hal/platform/error';
import type { Log } from '../../../hal/platform/log';
import type { Time } from '../../../hal/platform/time';
import type { Runtime } from '../../runtime';
import { setRoleCookie } from '../../screens/access/cookies';
import { type Door, pairedFor } from '../../screens/access/door';
import { problem } from '../../screens/problem';
import { readJson } from '../../screens/read-json';
import type { Routes } from '../../screens/routes';
import { sendJson } from '../../screens/send';
import { PairBody } from './bodies';

export interface PairingOptions {
  readonly door: Door;
  readonly runtime: Runtime;
  readonly time: Time;
  readonly log: Log;
}

/** `POST /api/pair`: who brings the code of a slip is the technician for some hours. That somebody came in is a fact. */
export function addPairing(routes: Routes, { door, runtime, time, log }: PairingOptions): void {
  routes.post('/api/pair', async (request, response) => {
    const body = await readJson(request);
    if (!body.ok) return problem(response, 'command-invalid', body);
    if (!Value.Check(PairBody, body.value)) return problem(response, 'command-invalid');
    const entered = await door.pair(request, body.value.code);
    if (typeof entered === 'string') return problem(response, entered);
    const args = { until: time.now() + pairedFor };
    await runtime.record({ name: 'technician-paired', args }).catch(error =>
      // A box whose journal cannot be written is what a technician comes for.
      log.error({ error: messageOf(error) }, 'a technician came in, which is not recorded'),
    );
    setRoleCookie(request, response, entered.actor, entered.secret, pairedFor / 1000);
    sendJson(response, 200, { role: 'technician', page: '/technician', ...args });
  });
}
