import { ringReport } from '../../hal/drivers/ring-message/ring-report';
import { mostReportBytes } from '../places/ring-reports';
import { type CommandName, commandSchemas } from '../servicepoint/commands';
import { DeviceName } from '../servicepoint/vocabulary';
import { accessPaths, accessSchemes, mayBearToken, mustBearToken } from './access/openapi-access';
import { CommandBody } from './command-route';
import { OpenAnswerBody } from './feedback-routes';
import { InfoTvSchema } from './info-tv-schema';
import { neighbourPaths } from './openapi-neighbours';
import { json, ref, refusal } from './openapi-parts';
import { technicianPaths } from './openapi-technician';
import { bodyLimit } from './read-json';

/** One sentence per command for those who read the description of the API. */
const summaries: Readonly<Record<CommandName, string>> = {
  'take-ticket': 'Take a number for a service',
  'check-in': 'A customer with a booking has come: gives a ticket that waits for its time',
  bookings: 'All bookings of a service on a day, in the place of those sent before',
  next: 'Finish the present customer of a counter and call the next',
  recall: 'Show the called number again',
  arrived: 'The called customer has come',
  done: 'The customer of a counter has been served',
  'no-show': 'The called customer did not come',
  call: 'Call one particular ticket to a counter',
  park: 'Let the customer of a counter wait aside',
  transfer: 'Move a ticket to the end of another queue',
  cancel: 'Take a ticket out of the queue',
  reinstate: 'Bring a missed or cancelled ticket back, at the end of its queue',
  acknowledge: 'Somebody goes to answer a ring',
  'wrong-call': 'A ring of today was meant for somebody else',
  help: 'Call for help from a counter, or from beside a self-service terminal',
  'help-over': 'The help has been given, or is needed no more',
  presence: 'Say whether an advisor place is available, busy or away',
  message: 'An advisor sends a preset message of the site file to counters',
  'message-seen': 'A counter has seen a message',
  'answer-feedback': 'A customer answers one question of the touch page',
  'paper-feedback': 'Answers on paper forms, counted by a person: at least five together',
  'print-summary': 'Print the figures of a day at a kiosk',
  'restore-config': 'Go back to the configuration that was in force before',
  mode: 'Change between live, demonstration and training',
  'self-test':
    'Prove what a device, or the box with all of them, can prove by itself; nothing is printed unless asked for',
  restart: 'Start a device, or the box, anew; the reply says when',
  'pair-technician': 'Print a slip with a code that lets a technician in, valid for ten minutes and once',
};

/** The HTTP interface as an OpenAPI 3.1 document, made from the schemas that check the commands. */
export function openApi(version: string): object {
  const names = Object.keys(commandSchemas) as CommandName[];
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tiski, local HTTP interface',
      version,
      description: 'Served by the box itself. Commands by MQTT have the same names, arguments and replies.',
    },
    paths: {
      ...Object.fromEntries(names.map(name => [`/api/command/${name}`, { post: commandOperation(name) }])),
      ...accessPaths,
      ...technicianPaths,
      '/api/ring/{device}': { post: ringOperation() },
      '/api/feedback/open-answer': { post: openAnswerOperation() },
      '/api/feedback/questions': read('feedback-questions', 'What the touch page asks today, word for word', {
        '200': {
          description: 'The set, or null while no feedback is collected',
          content: json({ type: 'object' }),
        },
      }),
      '/api/feedback/open-answers': read(
        'open-answers',
        'What customers wrote on past days; only if the site file lets it leave the box',
        {
          '200': { description: 'By day', content: json({ type: 'object' }) },
          '403': refusal('It stays on the box, or whoever asks has no right to it'),
        },
      ),
      '/api/state': read(
        'state',
        'The service point as it is now: services, queues, counters, tickets of today, devices',
        {
          '200': {
            description:
              'The state; without a token, and not for a program on the box, only what the room sees: waiting by service, numbers at counters',
            content: json({ type: 'object' }),
          },
        },
      ),
      '/api/kiosk/{id}': {
        get: {
          operationId: 'kiosk',
          summary: 'What the page of a kiosk shows: services, waits, what is closed and when it opens',
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            {
              name: 'ticket',
              in: 'query',
              schema: { type: 'string' },
              description: 'Adds this ticket of today',
            },
          ],
          responses: {
            '200': { description: 'What it shows', content: json({ type: 'object' }) },
            '404': refusal('No such kiosk'),
          },
        },
      },
      '/api/ticket/{code}': {
        get: {
          operationId: 'ticket',
          summary: 'How one number stands, as its page shows it: people ahead, wait, where it is called',
          parameters: [
            { name: 'code', in: 'path', required: true, schema: { type: 'string' } },
            {
              name: 'day',
              in: 'query',
              schema: { type: 'string', format: 'date' },
              description: 'That the number is of; today, if left out',
            },
          ],
          responses: {
            '200': {
              description: 'All of it is public in the room; without a ticket for a number that there is not',
              content: json({ type: 'object' }),
            },
          },
        },
      },
      '/api/speech': {
        get: {
          operationId: 'speech',
          summary: 'Text as sound for the headset of a kiosk, if espeak-ng is installed',
          parameters: [
            { name: 'language', in: 'query', required: true, schema: { enum: ['fi', 'sv', 'en'] } },
            { name: 'text', in: 'query', required: true, schema: { type: 'string', maxLength: 1200 } },
          ],
          responses: {
            '200': { description: 'WAV, 16 bits, one channel', content: { 'audio/wav': {} } },
            '400': refusal('No voice for the language, or too much text'),
            '503': refusal('Too many wait for theirs already'),
          },
        },
      },
      '/api/display': read(
        'display',
        'What the lobby displays show: the plan of numbers, who was called before, services, notices',
        { '200': { description: 'What they show', content: json({ type: 'object' }) } },
      ),
      '/api/display/stream': read(
        'display-stream',
        'The same whenever it changes, as server-sent events named feed; each is whole, so nothing is resumed',
        {
          '200': {
            description: 'A stream',
            content: { 'text/event-stream': { schema: { type: 'string' } } },
          },
        },
      ),
      '/api/info-tv': read(
        'info-tv',
        'Who serves today and when, waits and notices, for info-TVs; pages of any site may read it (CORS)',
        { '200': { description: 'All of it is public in the hall', content: json(InfoTvSchema) } },
      ),
      '/api/counter/{id}': {
        get: {
          operationId: 'counter',
          summary: 'What the panel of a counter shows: its customer, who waits, its own figures of the day',
          security: mustBearToken,
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: {
            '200': { description: 'What it shows', content: json({ type: 'object' }) },
            '403': refusal('For the counter, and for programs on the box'),
            '404': refusal('No such counter'),
          },
        },
      },
      '/api/health': read(
        'health',
        'How the box, its satellites and every device are, and what to do about it; `?language=` fi, sv or en',
        {
          '200': {
            description: 'As the health message on MQTT, with words',
            content: json({ type: 'object' }),
          },
          '403': refusal('For who works here, and for programs on the box'),
        },
      ),
      '/api/bookings': read(
        'bookings',
        'Who is booked today and who has arrived, service by service: codes and times, no names',
        {
          '200': { description: 'The bookings', content: json({ type: 'object' }) },
        },
      ),
      '/api/stream': read(
        'stream',
        'Facts as they are committed, as server-sent events; the id is the place in the journal, resume with Last-Event-ID',
        {
          '200': {
            description:
              'A stream; without a token, and not for a program on the box, only events named changed: something is to be read anew',
            content: { 'text/event-stream': { schema: { type: 'string' } } },
          },
        },
      ),
      '/api/measures/day/{name}': measuresOperation('day', '2026-03-14'),
      '/api/measures/month/{name}': measuresOperation('month', '2026-03'),
      '/api/measures/quarter/{name}': measuresOperation('quarter', '2026-Q1'),
      ...neighbourPaths,
      '/metrics': read('metrics', 'Numbers of the box for Prometheus', {
        '200': {
          description: 'Text format 0.0.4',
          content: { 'text/plain': { schema: { type: 'string' } } },
        },
        '403': refusal('For who bears a token, and for programs on the box'),
      }),
      '/api/update': read('update', 'May the box be restarted now? For programs on the box', {
        '200': { description: 'Why not, until when, and what must be the same afterwards' },
        '403': { description: 'Somebody else asks' },
      }),
      '/healthz': read('health', 'Is the program alive?', { '200': { description: 'Alive' } }),
      '/readyz': read('ready', 'Is the box ready to serve?', {
        '200': { description: 'Ready' },
        '503': { description: 'Not ready' },
      }),
    },
    components: {
      securitySchemes: { ringSecret: { type: 'http', scheme: 'bearer' }, ...accessSchemes },
      schemas: {
        Done: {
          type: 'object',
          required: ['ok', 'result'],
          properties: { id: { type: 'string' }, ok: { const: true }, result: { type: 'object' } },
        },
        Refusal: {
          type: 'object',
          required: ['ok', 'code', 'message'],
          properties: {
            id: { type: 'string' },
            ok: { const: false },
            code: {
              type: 'string',
              description: 'A code of the error catalogue; ask by it, never by the message',
            },
            message: { type: 'string' },
            advice: { type: 'string' },
            result: {
              type: 'object',
              description:
                'What may be done instead: of a closed service when it opens next and its other channels',
            },
          },
        },
      },
    },
  };
}

function commandOperation(name: CommandName): object {
  const { properties } = CommandBody;
  const args = commandSchemas[name];
  return {
    operationId: name,
    summary: summaries[name],
    security: mayBearToken,
    requestBody: {
      required: true,
      content: json({ ...CommandBody, required: ['args'], properties: { ...properties, args } }),
    },
    responses: {
      '200': {
        description: 'Carried out; everything that follows from it is on disk',
        content: json(ref('Done')),
      },
      '400': refusal('Not in the form it needs'),
      '401': refusal('The token is not valid, or no longer'),
      '403': refusal('Whoever asks has no right to this, or it was sent by a page of another site'),
      '404': refusal('Names something that does not exist'),
      '409': refusal('Not possible now; the code says why'),
      '413': refusal(`Longer than ${bodyLimit} bytes`),
      '415': refusal('Not application/json'),
      '429': refusal('Too many wrong tokens from this address'),
      '503': refusal('The box cannot take commands now'),
    },
  };
}

function openAnswerOperation(): object {
  return {
    operationId: 'open-answer',
    summary: 'What a customer wrote on the touch page; kept on the box alone',
    requestBody: { required: true, content: json(OpenAnswerBody) },
    responses: {
      '204': { description: 'It is on disk' },
      '400': refusal('Not in the form it needs'),
      '403': refusal('Sent by a page of another site'),
      '404': refusal('There is no such service'),
      '409': refusal('No feedback is collected today'),
      '413': refusal(`Longer than ${bodyLimit} bytes`),
      '415': refusal('Not application/json'),
      '503': refusal('Too many of today'),
    },
  };
}

function ringOperation(): object {
  return {
    operationId: 'report-ring',
    summary: 'Another program reports ringing, for a device with the driver reported-ring',
    security: [{ ringSecret: [] }],
    parameters: [{ name: 'device', in: 'path', required: true, schema: DeviceName }],
    requestBody: { required: true, content: json(ringReport) },
    responses: {
      '204': { description: 'The device has it' },
      '400': refusal('Not in the form it needs'),
      '401': refusal('The secret is missing or wrong, or there is no such device'),
      '403': refusal('Sent by a page of another site'),
      '413': refusal(`Longer than ${mostReportBytes} bytes`),
      '415': refusal('Not application/json'),
      '429': refusal('Too many wrong secrets from this address'),
    },
  };
}

function measuresOperation(period: string, example: string): object {
  return {
    get: {
      operationId: `measures-${period}`,
      summary: `The figures of a ${period} with their definitions; those of one that is not over as far as they go`,
      parameters: [
        {
          name: 'name',
          in: 'path',
          required: true,
          description: 'May end in .json or .csv',
          schema: { type: 'string' },
          example,
        },
        {
          name: 'language',
          in: 'query',
          description: 'Of the definitions in the table',
          schema: { enum: ['fi', 'sv', 'en'] },
        },
      ],
      responses: {
        '200': {
          description: 'The figures',
          content: { ...json({ type: 'object' }), 'text/csv': { schema: { type: 'string' } } },
        },
        '404': refusal('There are none'),
      },
    },
  };
}

function read(operationId: string, summary: string, responses: object): object {
  return { get: { operationId, summary, responses } };
}
