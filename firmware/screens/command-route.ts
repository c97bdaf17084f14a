import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { Runtime } from '../runtime';
import { exactly } from '../servicepoint/vocabulary';
import { isFromPage } from './guard';
import type { WebApp } from './http';
import { problem, statusOf } from './problem';
import { readJson } from './read-json';

/** Bytes. The longest command is far below 1 KiB. */
export const bodyLimit = 16 * 1024;

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
      maxLength: 100,
      description: 'Which program or place asks; never the name of a person. Not stored',
    }),
  ),
  args: Type.Optional(Type.Unknown({ description: 'As the command needs them; none if left out' })),
});

/** `POST /api/command/{name}`: the commands of the outside (contract.md, "Commands"). The reply comes after the commit. */
export function addCommandRoute(app: WebApp, runtime: Runtime): void {
  app.post('/api/command/:name', async context => {
    const body = await readJson(context.env.incoming, bodyLimit);
    if (!body.ok) return problem(context, 'command-invalid', body);
    if (!Value.Check(CommandBody, body.value)) {
      const fault = Value.Errors(CommandBody, body.value).First();
      return problem(context, 'command-invalid', { detail: `${fault?.path || 'body'}: ${fault?.message}` });
    }
    const { id, args = {} } = body.value;
    const reply = await runtime.execute({
      ...(id === undefined ? {} : { id }),
      name: context.req.param('name'),
      args,
      channel: isFromPage(context) ? 'page' : 'http',
    });
    return context.json(
      { ...(id === undefined ? {} : { id }), ...reply },
      reply.ok ? 200 : statusOf(reply.code),
    );
  });
}
