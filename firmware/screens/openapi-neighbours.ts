/** Paths for the systems beside the box; each is there only if the site file turns it on (`firmware/neighbours`). */
export const neighbourPaths = {
  '/api/served-events/{file}': path(
    'served-events',
    'Records of all tickets of a service day that have ended, as a table; the name is that of the day, such as 2026-03-14.csv',
    'text/csv',
    { '404': { description: 'There are none' } },
  ),
  '/api/devices/register.json': path(
    'device-register',
    'The box and its devices: identity, place, health, first seen, counters',
    'application/json',
  ),
  '/api/devices/register.csv': path('device-register-table', 'The same as a table', 'text/csv'),
  '/api/presence': path(
    'presence-now',
    'Where somebody is free, of the places that the site file publishes',
    'application/json',
  ),
  '/api/rooms': path(
    'rooms',
    'Which video rooms are reserved now, and where a ring meets it',
    'application/json',
  ),
  '/api/rooms/{file}': path(
    'room-calendar',
    'When a room is taken, without names; the name is that of the room, such as video.ics',
    'text/calendar',
    {
      '404': { description: 'There is no such room' },
      '503': { description: 'Nobody can say; keep what you had' },
    },
  ),
};

function path(operationId: string, summary: string, type: string, others: object = {}): object {
  const schema = { type: type === 'application/json' ? 'object' : 'string' };
  const responses = {
    '200': { description: 'What it says', content: { [type]: { schema } } },
    '401': { description: 'The token of readers is missing or wrong, where there is one' },
    ...others,
  };
  const parameters = [{ name: 'file', in: 'path', required: true, schema: { type: 'string' } }];
  return {
    get: {
      operationId,
      summary,
      ...(['served-events', 'room-calendar'].includes(operationId) && { parameters }),
      responses,
    },
  };
}
