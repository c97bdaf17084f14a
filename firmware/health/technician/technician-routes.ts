import { Value } from '@sinclair/typebox/value';
import type { Log } from '../../../hal/platform/log';
import { admitsToFeed } from '../../screens/access/access-routes';
import { type ExtraRoutes, frame, problem, readJson, sendJson } from '../../screens/extra-routes';
import { isFromPage } from '../../screens/guard';
import { queryOf } from '../../screens/query-of';
import { sendBytes, sendHtml } from '../../screens/send';
import { adviceLanguages } from '../../texts/advice/advice';
import { TrialBody } from './bodies';
import { addPairing } from './pair-route';
import { PressWatch } from './press-watch';
import { type TechnicianSource, technicianView } from './technician-view';
import { type Trial, Trials } from './trials';

export interface TechnicianRoutesOptions extends TechnicianSource {
  readonly log: Log;
}

const technician = { role: 'technician' } as const;

/**
 * - `GET /technician`: the page, or the way in;
 * - `POST /api/pair`: a code of a slip, for a cookie that lasts some hours;
 * - `GET /api/technician?language=fi&log`: what the page shows;
 * - `GET /api/technician/stream`: presses and lines of the log as they come;
 * - `POST /api/technician/try/{device}`: lights a sign, plays a tone, fills a display, counts a new roll;
 * - `GET /api/technician/diagnostics`: all of it in one file.
 */
export class TechnicianRoutes implements ExtraRoutes {
  readonly links = [{ href: '/technician', text: 'Technician' }];
  readonly #options: TechnicianRoutesOptions;
  readonly #trials: Trials;
  readonly #presses: PressWatch;
  #unwatch: (() => void) | undefined;

  constructor(options: TechnicianRoutesOptions) {
    this.#options = options;
    this.#trials = new Trials(options.time);
    this.#presses = new PressWatch(options.hal.devices.values(), options.time);
  }

  add(...[routes, { broadcast, door }]: Parameters<ExtraRoutes['add']>): void {
    const { site, hal, runtime, log, tail, time } = this.#options;
    const stream = broadcast('technician');
    this.#presses.start(press => stream.send(frame({ event: 'press', data: press })));
    this.#unwatch = tail?.watch(line => stream.send(frame({ event: 'log', data: { line } })));
    addPairing(routes, { door, runtime, time, log });

    routes.get('/technician', (request, response) => {
      const query = queryOf(request);
      const pages = documents();
      if (door.mayOpen(request, technician))
        return sendHtml(response, pages.technicianDocument(this.#view(query), query));
      const { markup } = pages.pairDocument(site.now, query);
      sendBytes(response, 403, 'text/html; charset=UTF-8', markup);
    });

    routes.get('/api/technician', (request, response) => {
      if (!admitsToFeed(door, request, response, technician)) return;
      sendJson(response, 200, this.#view(queryOf(request)));
    });

    routes.get('/api/technician/stream', (request, response) => {
      if (!admitsToFeed(door, request, response, technician)) return;
      stream.open(response, () => frame({ event: 'hello', data: {} }));
    });

    routes.post('/api/technician/try/:device', async (request, response, { device: name = '' }) => {
      if (!admitsToFeed(door, request, response, technician)) return;
      const body = await readJson(request);
      if (!body.ok || !Value.Check(TrialBody, body.value)) return problem(response, 'command-invalid');
      const device = hal.devices.get(name);
      if (!device) return problem(response, 'device-unknown');
      const trial: Trial = body.value;
      const end = this.#trials.try(device, trial);
      if (end === 'busy') return problem(response, 'device-needed');
      if (end === 'misfit') return problem(response, 'command-invalid');
      log.info({ device: name, ...trial, page: isFromPage(request) }, 'tried by a technician');
      response.writeHead(204).end();
    });

    routes.get('/api/technician/diagnostics', (request, response) => {
      if (!admitsToFeed(door, request, response, technician)) return;
      const { diagnostics } = require('./diagnostics') as typeof import('./diagnostics.js');
      const day = new Date(time.now()).toISOString().slice(0, 10);
      const file = `tiski-${site.now.site}-${site.now.appliance}-${day}.json`;
      response.setHeader('Content-Disposition', `attachment; filename="${file}"`);
      sendBytes(response, 200, 'application/json', diagnostics(this.#options));
    });
  }

  stop(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#presses.stop();
    this.#trials.stop();
  }

  #view(query: URLSearchParams) {
    const wanted = [query.get('language'), ...this.#options.site.now.languages];
    const language = wanted.flatMap(one => adviceLanguages.find(known => known === one) ?? [])[0] ?? 'en';
    return technicianView(this.#options, language, query.has('log'));
  }
}

/** Loaded when first asked for, as all pages. */
function documents(): typeof import('../../screens/pages/technician/technician-document') {
  return require('../../screens/pages/technician/technician-document');
}
