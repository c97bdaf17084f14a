import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import {
  type Broadcast,
  type ExtraRoutes,
  frame,
  problem,
  RESPONSE_ALREADY_SENT,
  type RouteTools,
  readJson,
  type WebApp,
  type WebContext,
} from '../../firmware/screens/extra-routes';
import type { Time, Timer } from '../../hal/platform/time';
import { Bench } from './bench';
import { benchHtml } from './bench-html';
import type { BenchSite } from './bench-site';
import { type BenchView, type PrinterFault, printerFaults } from './bench-view';

/** Milliseconds in which changes that come together are told once. */
const gathering = 50;

/** Bytes of the longest request. */
const bodyLimit = 1024;

const Break = Type.Object({
  fault: Type.Union(printerFaults.map(({ id }) => Type.Literal<PrinterFault>(id))),
  on: Type.Boolean(),
});
const Press = Type.Object({ device: Type.String() });
const People = Type.Object({ on: Type.Boolean() });

/** `/simulator`: the page on which a developer sees and breaks a simulated site, and the small API behind it. */
export class BenchRoutes implements ExtraRoutes {
  readonly links = [{ href: '/simulator', text: 'Bench: see, use and break the simulated site' }];
  readonly #site: BenchSite;
  readonly #time: Time;
  #unwatch: (() => void) | undefined;
  #telling: Timer | undefined;

  constructor(options: { readonly site: BenchSite; readonly time: Time }) {
    this.#site = options.site;
    this.#time = options.time;
  }

  add(app: WebApp, tools: RouteTools): void {
    const bench = new Bench(this.#site);
    const broadcast = tools.broadcast('bench');
    const changed = () => this.#tellSoon(bench, broadcast);
    this.#unwatch = bench.watch(changed);
    app.get('/simulator', context => context.html(benchHtml().markup));
    app.get('/simulator/api/state', context => context.json(bench.view()));
    app.get('/simulator/api/stream', context => {
      if (broadcast.full) return problem(context, 'box-busy');
      if (context.env.incoming.method === 'HEAD') return context.body(null);
      broadcast.open(context.env.outgoing, frameOf(bench.view()));
      return RESPONSE_ALREADY_SENT;
    });
    app.get('/simulator/api/printer/:name/paper/:number', context => picture(context, bench));
    app.post('/simulator/api/printer/:name', async context => {
      const printer = bench.printers.get(context.req.param('name'));
      const wish = await wished(context, Break);
      if (!printer || !wish) return problem(context, 'command-invalid');
      await printer.set(wish.fault, wish.on);
      changed();
      return context.json({ ok: true });
    });
    app.post('/simulator/api/press', async context => {
      const wish = await wished(context, Press);
      const pressed = wish !== undefined && bench.devices.press(wish.device);
      return pressed ? context.json({ ok: true }) : problem(context, 'command-invalid');
    });
    app.post('/simulator/api/people', async context => {
      const wish = await wished(context, People);
      if (!wish || !(await bench.setPeople(wish.on))) return problem(context, 'command-invalid');
      changed();
      return context.json({ ok: true });
    });
  }

  stop(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#telling?.cancel();
    this.#telling = undefined;
  }

  #tellSoon(bench: Bench, broadcast: Broadcast): void {
    this.#telling ??= this.#time.after(gathering, 'bench page', () => {
      this.#telling = undefined;
      broadcast.send(frameOf(bench.view()));
    });
  }
}

const frameOf = (view: BenchView): string => frame({ event: 'bench', data: view });

async function wished<S extends typeof Break | typeof Press | typeof People>(
  context: WebContext,
  schema: S,
): Promise<Static<S> | undefined> {
  const body = await readJson(context.env.incoming, bodyLimit);
  return body.ok && Value.Check(schema, body.value) ? body.value : undefined;
}

/** Paper does not change once it came off; as numbers start anew with the program, the page adds the time to the address. */
async function picture(context: WebContext, bench: Bench): Promise<Response> {
  const printer = bench.printers.get(context.req.param('name') ?? '');
  const png = await printer?.picture(Number(context.req.param('number')));
  if (!png) return problem(context, 'page-unknown');
  return context.body(new Uint8Array(png), 200, {
    'Content-Type': 'image/png',
    'Cache-Control': 'private, max-age=3600',
  });
}
