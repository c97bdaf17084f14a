import type { IncomingMessage } from 'node:http';
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import {
  type Broadcast,
  type ExtraRoutes,
  frame,
  type Handler,
  problem,
  type Routes,
  type RouteTools,
  readJson,
  sendBytes,
  sendHtml,
  sendJson,
} from '../../firmware/screens/extra-routes';
import type { Time, Timer } from '../../hal/platform/time';
import { Bench } from './bench';
import { benchHtml, roomHtml } from './bench-html';
import type { BenchSite } from './bench-site';
import {
  type BenchView,
  type BoardFault,
  boardFaults,
  type CodecFault,
  codecFaults,
  type PrinterFault,
  printerFaults,
  type RingAct,
  ringActs,
  type StoryId,
  stories,
} from './bench-view';

/** Milliseconds in which changes that come together are told once. */
const gathering = 50;

const oneOf = <Id extends string>(choices: readonly { readonly id: Id }[]) =>
  Type.Union(choices.map(({ id }) => Type.Literal<Id>(id)));
const Break = Type.Object({ fault: oneOf<PrinterFault>(printerFaults), on: Type.Boolean() });
const BreakBoard = Type.Object({ fault: oneOf<BoardFault>(boardFaults), on: Type.Boolean() });
const BreakCodec = Type.Object({ fault: oneOf<CodecFault>(codecFaults), on: Type.Boolean() });
const Ring = Type.Object({ act: oneOf<RingAct>(ringActs) });
const Press = Type.Object({ device: Type.String() });
const Story = Type.Object({ id: oneOf<StoryId>(stories), on: Type.Boolean() });
const Pace = Type.Object({ times: Type.Number() });
const People = Type.Object({ on: Type.Boolean() });

/** `/simulator`: the room as a picture; `/simulator/bench`: every device in a developer's hands; and the small API behind both. */
export class BenchRoutes implements ExtraRoutes {
  readonly links = [
    { href: '/simulator', text: 'The simulated room: see the service point work and play every role' },
    { href: '/simulator/bench', text: 'Bench: see, use and break every device of the simulated site' },
  ];
  readonly #site: BenchSite;
  readonly #time: Time;
  #unwatch: (() => void) | undefined;
  #telling: Timer | undefined;

  constructor(options: { readonly site: BenchSite; readonly time: Time }) {
    this.#site = options.site;
    this.#time = options.time;
  }

  add(routes: Routes, tools: RouteTools): void {
    const bench = new Bench(this.#site);
    const broadcast = tools.broadcast('bench');
    const changed = () => this.#tellSoon(bench, broadcast);
    this.#unwatch = bench.watch(changed, lamp => {
      const data = { lamp, light: bench.devices.light(lamp) };
      broadcast.send(frame({ event: 'light', data }));
    });
    routes.get('/simulator', (_, response) => sendHtml(response, roomHtml()));
    routes.get('/simulator/bench', (_, response) => sendHtml(response, benchHtml()));
    routes.get('/simulator/api/state', (_, response) => sendJson(response, 200, bench.view()));
    routes.get('/simulator/api/stream', (_, response) =>
      broadcast.open(response, () => frameOf(bench.view())),
    );
    routes.get('/simulator/api/printer/:name/paper/:number', picture(bench));
    routes.post('/simulator/api/printer/:name', async (request, response, { name = '' }) => {
      const printer = bench.printers.get(name);
      const wish = await wished(request, Break);
      if (!printer || !wish) return problem(response, 'command-invalid');
      await printer.set(wish.fault, wish.on);
      changed();
      sendJson(response, 200, { ok: true });
    });
    routes.post('/simulator/api/board/:name', async (request, response, { name = '' }) => {
      const wish = await wished(request, BreakBoard);
      if (!wish || !bench.breakBoard(name, wish.fault, wish.on)) return problem(response, 'command-invalid');
      sendJson(response, 200, { ok: true });
    });
    routes.post('/simulator/api/codec/:name', async (request, response, { name = '' }) => {
      const wish = await wished(request, BreakCodec);
      if (!wish || !(await bench.rings.set(name, wish.fault, wish.on)))
        return problem(response, 'command-invalid');
      changed();
      sendJson(response, 200, { ok: true });
    });
    routes.post('/simulator/api/ring/:name', async (request, response, { name = '' }) => {
      const wish = await wished(request, Ring);
      if (!wish || !bench.rings.act(name, wish.act)) return problem(response, 'command-invalid');
      changed();
      sendJson(response, 200, { ok: true });
    });
    routes.post('/simulator/api/press', async (request, response) => {
      const wish = await wished(request, Press);
      if (!wish || !bench.devices.press(wish.device)) return problem(response, 'command-invalid');
      sendJson(response, 200, { ok: true });
    });
    routes.post('/simulator/api/story', async (request, response) => {
      const wish = await wished(request, Story);
      if (!wish || !(await bench.stories.set(wish.id, wish.on))) return problem(response, 'command-invalid');
      changed();
      sendJson(response, 200, { ok: true });
    });
    routes.post('/simulator/api/pace', async (request, response) => {
      const wish = await wished(request, Pace);
      if (!wish || !bench.setPace(wish.times)) return problem(response, 'command-invalid');
      changed();
      sendJson(response, 200, { ok: true });
    });
    routes.post('/simulator/api/people', async (request, response) => {
      const wish = await wished(request, People);
      if (!wish || !(await bench.setPeople(wish.on))) return problem(response, 'command-invalid');
      changed();
      sendJson(response, 200, { ok: true });
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

async function wished<S extends TSchema>(
  request: IncomingMessage,
  schema: S,
): Promise<Static<S> | undefined> {
  const body = await readJson(request);
  return body.ok && Value.Check(schema, body.value) ? body.value : undefined;
}

/** Paper does not change once it came off; as numbers start anew with the program, the page adds the time to the address. */
function picture(bench: Bench): Handler {
  return async (_, response, { name = '', number }) => {
    const paper = await bench.printers.get(name)?.picture(Number(number));
    if (!paper) return problem(response, 'page-unknown');
    response.setHeader('Cache-Control', 'private, max-age=3600');
    sendBytes(response, 200, 'image/webp', paper);
  };
}
