import { PairBody, TrialBody } from '../health/technician/bodies';
import { mustBearToken } from './access/openapi-access';
import { json, refusal } from './openapi-parts';

const noTechnician = refusal('Whoever asks is no technician');

/** What the technician's page reads and asks for (`firmware/health/technician`). */
export const technicianPaths = {
  '/api/pair': {
    post: {
      operationId: 'pair',
      summary: 'The code of a slip that "pair-technician" printed, for a cookie that lasts four hours',
      requestBody: { required: true, content: json(PairBody) },
      responses: {
        '200': {
          description: 'In; the cookie comes with the answer',
          headers: { 'Set-Cookie': { schema: { type: 'string' } } },
          content: json({
            type: 'object',
            required: ['role', 'page', 'until'],
            properties: {
              role: { const: 'technician' },
              page: { type: 'string' },
              until: { type: 'integer', description: 'Milliseconds since 1970-01-01 UTC' },
            },
          }),
        },
        '400': refusal('Not in the form it needs'),
        '401': refusal('The code is not valid, or no longer'),
        '429': refusal('Too many wrong codes from this address'),
      },
    },
  },
  '/api/technician': {
    get: {
      operationId: 'technician',
      summary:
        'Health of devices and box with words, counters, versions; with "log" the last lines of the log',
      security: mustBearToken,
      parameters: ['language', 'log'].map(name => ({ name, in: 'query', schema: { type: 'string' } })),
      responses: {
        '200': { description: 'As it is now', content: json({ type: 'object' }) },
        '403': noTechnician,
      },
    },
  },
  '/api/technician/stream': {
    get: {
      operationId: 'technician-stream',
      summary: 'Events "press" with every press and ring as it comes, and "log" with every line of the log',
      security: mustBearToken,
      responses: {
        '200': {
          description: 'Server-sent events',
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        },
        '403': noTechnician,
      },
    },
  },
  '/api/technician/try/{device}': {
    post: {
      operationId: 'technician-try',
      summary: 'Lights a sign for six seconds, plays a tone, fills all segments, or counts a new roll',
      security: mustBearToken,
      parameters: [{ name: 'device', in: 'path', required: true, schema: { type: 'string' } }],
      requestBody: { required: true, content: json(TrialBody) },
      responses: {
        '204': { description: 'It has begun' },
        '400': refusal('A device of this kind cannot do that'),
        '403': noTechnician,
        '404': refusal('There is no such device'),
        '409': refusal('It shows a ring or a fault now'),
      },
    },
  },
  '/api/technician/diagnostics': {
    get: {
      operationId: 'technician-diagnostics',
      summary: 'All of it in one file for a helpdesk, without secrets and persons',
      security: mustBearToken,
      responses: { '200': { description: 'A file', content: json({ type: 'object' }) }, '403': noTechnician },
    },
  },
};
