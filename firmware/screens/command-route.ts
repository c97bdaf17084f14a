import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { Runtime } from '../runtime';
import { exactly, Instant } from '../servicepoint/vocabulary';
import type { Door } from './access/door';
import { isFromPage } from './guard';
import { problem, statusOf } from './problem';
import { readJson } from './read-json';
import type { Routes } from './routes';
import { sendJson } from './send';

export const CommandBody = exactly({
  id: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'Chosen by the asker; a command with an id is carried out once, however often it arrives',
    }),
  ),
  by: Type.Optional(
    Type.String({
      pattern: '^[a-z][a-z0-9./-]{0,63}$',
      description:
        'Who asks: a role and its place, such as counter/1, or the name of a program; never the name of a person. A program on the box itself is believed; with a token it chooses within what the token allows; others are customers, whatever they say',
    }),
  ),
  before: Type.Optional({
    ...Instant,
    description:
      'Not carried out after this instant by the clock of the box (`now` of what its pages read); refused then with command-stale. Asked for again with the same id it tells whether it was carried out in time',
  }),
  args: Type.Optional(Type.Unknown({ description: 'As the command needs them; none if left out' })),
});

/**
 * `POST /api/command/{name}`: the commands of the outside (contract.md, "Commands"), by whoever the door says. The reply comes after the
 * commit.
 */
export function addCommandRoute(
  routes: Routes,
  { runtime, door }: { readonly runtime: Runtime; readonly door: Door },
): void {
  routes.post('/api/command/:name', async (request, response, { name = '' }) => {
    const body = await readJson(request);
    if (!body.ok) return problem(response, 'command-invalid', body);
    if (!Value.Check(CommandBody, body.value)) {
      const fault = Value.Errors(CommandBody, body.value).First();
      return problem(response, 'command-invalid', { detail: `${fault?.path || 'body'}: ${fault?.message}` });
    }
    const { id, by: said, before, args = {} } = body.value;
    const asking = door.asking(request, said);
    if (!asking.ok) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      return problem(response, asking.code);
    }
    const { by } = asking;
    const channel = isFromPage(request) ? 'page' : 'http';
    const reply = await runtime.execute({
      name,
      args,
      channel,
      ...(by !== undefined && { by }),
      ...(id !== undefined && { id }),
      ...(before !== undefined && { before }),
    });
    const status = reply.ok ? 200 : statusOf(reply.code);
    sendJson(response, status, id === undefined ? reply : { id, ...reply });
  });
}
