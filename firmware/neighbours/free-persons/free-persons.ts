import { sendJson } from '../../screens/extra-routes';
import { presenceOf } from '../../servicepoint/presence/presence-state';
import { Delivery } from '../delivery';
import { factsAfter } from '../journal-tail';
import type { Neighbour, NeighbourContext, NeighbourSettings } from '../neighbour';
import { mayRead } from '../readers';
import { untilStopped } from '../until-stopped';

/**
 * Tells whoever looks for somebody free (S33) at which places somebody is: `GET /api/presence`, and each change where the site file names an
 * address. Of places, never of persons, and only of those that the site file publishes. Of changes that wait for a receiver only the last is
 * sent: where somebody was free an hour ago is of no use.
 */
export function freePersons(
  settings: NonNullable<NeighbourSettings['freePersons']>,
  context: NeighbourContext,
): Neighbour {
  const { runtime, site, log } = context;
  const { url } = settings;
  const delivery =
    url === undefined
      ? undefined
      : new Delivery({ ...context, ...settings, name: 'free-persons', peer: { ...settings, url } });
  const published = (site.places ?? []).filter(({ id }) => settings.places.includes(id));
  let running: Promise<void> | undefined;

  const view = () => ({
    site: site.site,
    places: published.map(({ id, name }) => {
      const { presence } = runtime.state;
      const since = presence.get(id)?.since;
      return {
        id,
        name,
        state: presenceOf(presence, id),
        ...(since !== undefined && { since: new Date(since).toISOString() }),
      };
    }),
  });

  const send = async (signal: AbortSignal, receiver: Delivery): Promise<void> => {
    const { journal } = runtime;
    let told = journal.last;
    const tell = () =>
      receiver.deliver(() => {
        told = journal.last;
        return { key: `${site.appliance}/${journal.epoch}/${told}`, body: view() };
      }, signal);
    // What changed while the box was off is in what it says first.
    await tell();
    for await (const page of factsAfter(runtime, told, signal)) {
      const isNews = page.some(
        ({ event, sequence }) =>
          sequence > told && event.type === 'presence.changed' && settings.places.includes(event.data.place),
      );
      if (isNews) await tell();
    }
  };

  return {
    name: 'freePersons',
    get health() {
      return delivery?.health ?? { health: 'ok' };
    },
    addRoutes(routes) {
      const isReader = mayRead(settings.readTokenFile, context);
      routes.get('/api/presence', (request, response) => {
        if (isReader(request, response)) sendJson(response, 200, view());
      });
    },
    start(signal) {
      if (!delivery) return;
      running = untilStopped(send(signal, delivery), signal, log, 'presence is sent no more');
    },
    async stop() {
      await running;
    },
  };
}
