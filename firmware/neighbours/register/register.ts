import { sendBytes, sendJson } from '../../screens/extra-routes';
import { factsAfter } from '../journal-tail';
import type { Neighbour, NeighbourContext, NeighbourSettings } from '../neighbour';
import { mayRead } from '../readers';
import { untilStopped } from '../until-stopped';
import { deviceRegister, registerCsv } from './device-register';
import { FirstSeen } from './first-seen';

/** The register of devices (S75): `GET /api/devices/register.json` and `.csv`. */
export function register(
  { readTokenFile }: NonNullable<NeighbourSettings['register']>,
  context: NeighbourContext,
): Neighbour {
  const { runtime, site, hal, version, log } = context;
  const firstSeen = new FirstSeen(context.folder);
  let running: Promise<void> | undefined;

  let reading: Promise<void> | undefined;
  const known = () => {
    reading ??= firstSeen.read();
    return reading;
  };

  const follow = async (signal: AbortSignal): Promise<void> => {
    await known();
    // With each start every device says anew how it is: nothing earlier is needed.
    const { last } = runtime.journal;
    for (const device of Object.keys(site.devices))
      if (runtime.state.devices.get(device)?.health === 'ok')
        await firstSeen.take(
          { type: 'device.changed', at: context.time.now(), data: { device, health: 'ok', warnings: [] } },
          site,
        );
    for await (const page of factsAfter(runtime, last, signal))
      for (const { event } of page) await firstSeen.take(event, site);
  };

  const rows = async () => {
    await known();
    return deviceRegister({ site, hal, state: runtime.state, version, firstSeen: firstSeen.known });
  };

  return {
    name: 'register',
    health: { health: 'ok' },
    addRoutes(routes) {
      const isReader = mayRead(readTokenFile, context);
      routes.get('/api/devices/register.json', async (request, response) => {
        if (isReader(request, response)) sendJson(response, 200, { devices: await rows() });
      });
      routes.get('/api/devices/register.csv', async (request, response) => {
        if (!isReader(request, response)) return;
        response.setHeader('Content-Disposition', `attachment; filename="${site.site}-devices.csv"`);
        sendBytes(response, 200, 'text/csv; charset=utf-8; header=present', registerCsv(await rows()));
      });
    },
    start(signal) {
      running = untilStopped(follow(signal), signal, log, 'first appearance of devices is kept no more');
    },
    async stop() {
      await running;
    },
  };
}
