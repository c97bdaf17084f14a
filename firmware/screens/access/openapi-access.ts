import { json, refusal } from '../openapi-parts';
import { EnterBody, LeaveBody } from './access-routes';

/** How a request says who asks (README, "Who asks"). */
export const accessSchemes = {
  roleToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'Made by "tiski tokens add"; has one role, and perhaps one place',
  },
  roleCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'tiski-ROLE.PLACE',
    description: 'What /api/enter sets: one for each role and place, such as tiski-counter.1',
  },
};

/** Of what anybody may ask for as a customer, and more with a token. A program on the box itself needs none. */
export const mayBearToken = [{}, { roleToken: [] }, { roleCookie: [] }];

/** Of what only the staff may read. */
export const mustBearToken = [{ roleToken: [] }, { roleCookie: [] }];

export const accessPaths = {
  '/api/enter': {
    post: {
      operationId: 'enter',
      summary: 'The token of a link, for a cookie of this browser',
      requestBody: { required: true, content: json(EnterBody) },
      responses: {
        '200': {
          description: 'In; the cookie comes with the answer',
          headers: { 'Set-Cookie': { schema: { type: 'string' } } },
          content: json({
            type: 'object',
            required: ['role', 'page'],
            properties: {
              role: { type: 'string' },
              place: { type: 'string' },
              page: { type: 'string', description: 'Where this role works' },
            },
          }),
        },
        '400': refusal('Not in the form it needs'),
        '401': refusal('The token is not valid, or no longer'),
        '403': refusal('Sent by a page of another site'),
        '429': refusal('Too many wrong tokens from this address'),
      },
    },
  },
  '/api/leave': {
    post: {
      operationId: 'leave',
      summary: 'Ends what this browser came in for, also for whoever copied its cookie',
      requestBody: { required: true, content: json(LeaveBody) },
      responses: {
        '204': { description: 'Out' },
        '400': refusal('Not in the form it needs'),
        '403': refusal('Sent by a page of another site'),
      },
    },
  },
};
