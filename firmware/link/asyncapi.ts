import { type TSchema, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { ringReport } from '../../hal/drivers/ring-message/ring-report';
import { AcceptanceReport } from '../acceptance/acceptance-report';
import { plain } from '../config/editor-schema';
import { DesiredConfiguration, ReportedConfiguration } from '../configuration/configuration-messages';
import { type CommandName, commandSchemas } from '../servicepoint/commands';
import { type EventType, eventSchemas } from '../servicepoint/events';
import { isPublished } from '../servicepoint/publication';
import { exactly } from '../servicepoint/vocabulary';
import { DesiredUpdate, ReportedUpdate } from '../update/update-messages';
import { eventContentType } from './cloud-event';
import {
  CommandMessage,
  CounterState,
  DeviceState,
  eventMessage,
  HealthMessage,
  PlaceState,
  ReplyMessage,
  RingState,
  ServiceState,
  SmileyState,
  StatusMessage,
} from './messages';
import { ResendMessage, resendCommand } from './resend';
import { satelliteChannels } from './satellite-channels';
import { Topics } from './topics';

export interface Message {
  readonly name: string;
  readonly title: string;
  readonly contentType: string;
  readonly payload: TSchema;
}

export interface Channel {
  readonly address: string;
  readonly title: string;
  readonly description?: string;
  /** From the appliance's point of view. */
  readonly action: 'send' | 'receive';
  readonly retain: boolean;
  /** 1, if left out. */
  readonly qos?: 0 | 1;
  readonly messages: readonly Message[];
}

const topics = new Topics('{site}', '{appliance}');

const parameters: Readonly<Record<string, string>> = {
  site: 'Id of the service point in its site file',
  appliance: 'Id of the box in its site file',
  device: 'Name of a device in the site file',
  satellite: 'Id of an appliance of the same site that lends its devices',
  id: 'What it is about: an id of the site file, or in a reply the id of the command',
};

/** AsyncAPI 3.0: every topic of an appliance and every message on it, from the schemas that check them. */
export function asyncApi(version: string) {
  const channels = allChannels();
  const messages = [...channels.values()].flatMap(channel => channel.messages);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Tiski appliance over MQTT',
      version,
      description:
        'MQTT 5 where the broker speaks it, 3.1.1 otherwise. QoS 1, but for the heartbeat between the boxes of a site: at least once. Events of one epoch have a sequence without gap or reordering; a receiver that keeps the highest sequence per epoch has each exactly once.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries([...channels].map(([name, channel]) => [name, channelObject(channel)])),
    operations: Object.fromEntries(
      [...channels].map(([name, { action, retain, qos = 1 }]) => [
        `${action}-${name}`,
        {
          action,
          channel: { $ref: `#/channels/${name}` },
          bindings: { mqtt: { qos, retain, bindingVersion: '0.2.0' } },
        },
      ]),
    ),
    components: { messages: Object.fromEntries(messages.map(message => [message.name, message])) },
  };
}

function channelObject({ address, title, description, messages }: Channel) {
  const used = Object.entries(parameters).filter(([name]) => address.includes(`{${name}}`));
  return {
    address,
    title,
    ...(description !== undefined && { description }),
    messages: Object.fromEntries(
      messages.map(({ name }) => [name, { $ref: `#/components/messages/${name}` }]),
    ),
    parameters: Object.fromEntries(used.map(([name, text]) => [name, { description: text }])),
  };
}

/** Every topic of an appliance, by the name of its channel. */
export function allChannels(): Map<string, Channel> {
  return new Map<string, Channel>([
    [
      'status',
      {
        address: topics.status,
        title: 'Whether the appliance is connected',
        description: 'Also the will of the connection.',
        action: 'send',
        retain: true,
        messages: [json('status', 'Status of the connection', StatusMessage)],
      },
    ],
    [
      'health',
      {
        address: topics.health,
        title: 'The box and every device',
        action: 'send',
        retain: true,
        messages: [json('health', 'Health of the box and its devices', HealthMessage)],
      },
    ],
    ['state-service', stateChannel('service', 'Present state of a service', ServiceState)],
    ['state-counter', stateChannel('counter', 'Present state of a counter', CounterState)],
    ['state-ring', stateChannel('ring', 'Whether it rings', RingState)],
    ['state-place', stateChannel('place', 'Whether an advisor place is available', PlaceState)],
    ['state-smiley-unit', stateChannel('smiley-unit', 'What a smiley unit asks', SmileyState)],
    ['state-device', stateChannel('device', 'Present state of a device', DeviceState)],
    ...configurationChannels(),
    ...updateChannels(),
    acceptanceChannel(),
    ...eventChannels(),
    ...commandChannels(),
    [
      'command-resend',
      {
        address: topics.commands.replace('+', resendCommand),
        title: 'Command resend',
        description:
          'A receiver lacks events that the broker acknowledged and lost. For the role central. Every event from that number on comes again, in its order and with its number; the reply says from which number on (older ones may be forgotten) and which was the last so far.',
        action: 'receive',
        retain: false,
        messages: [json('command-resend', 'Command resend', ResendMessage)],
      },
    ],
    [
      'ring-report',
      {
        address: topics.ringReports.replace('+', '{device}'),
        title: 'Another program reports ringing',
        description:
          'For a device with the driver reported-ring. A retained report, one that may have waited longer than 10 s, one of more than 1024 bytes or in another form is dropped. Who may publish here is for the rules of the broker to say.',
        action: 'receive',
        retain: false,
        messages: [json('ring-report', 'Report of a ring', ringReport)],
      },
    ],
    [
      'reply',
      {
        address: topics.reply('{id}'),
        title: 'Replies to commands',
        action: 'send',
        retain: false,
        messages: [json('reply', 'Reply to a command', ReplyMessage)],
      },
    ],
    ...satelliteChannels(),
  ]);
}

function stateChannel(kind: Parameters<Topics['state']>[0], title: string, schema: TSchema): Channel {
  return {
    address: topics.state(kind, '{id}'),
    title,
    action: 'send',
    retain: true,
    messages: [json(`state-${kind}`, title, schema)],
  };
}

function configurationChannels(): [string, Channel][] {
  return [
    [
      'config-desired',
      {
        address: topics.configDesired,
        title: 'What the point is to be configured by, over its site file',
        description:
          'A state, not a command: however often it arrives and however old it is, the same is in force. It is taken whole or refused whole, with all reasons in config/reported, and acknowledged (PUBACK) only when that is on disk. An empty message, which takes the retained one away, goes back to the site file. At most 65536 bytes.',
        action: 'receive',
        retain: true,
        messages: [json('config-desired', 'Desired configuration', Type.Unsafe(plain(DesiredConfiguration)))],
      },
    ],
    [
      'config-reported',
      {
        address: topics.configReported,
        title: 'Which configuration is in force, and what became of the desired one',
        action: 'send',
        retain: true,
        messages: [json('config-reported', 'Reported configuration', ReportedConfiguration)],
      },
    ],
  ];
}

function updateChannels(): [string, Channel][] {
  return [
    [
      'update-desired',
      {
        address: topics.updateDesired,
        title: 'Which release the box may start',
        description:
          'Holds back, never lets ahead: a release reaches a box only as far as the signed rollout of its channel lets it. An empty message takes it away. What is in another form is dropped.',
        action: 'receive',
        retain: true,
        messages: [json('update-desired', 'Desired release', DesiredUpdate)],
      },
    ],
    [
      'update-reported',
      {
        address: topics.updateReported,
        title: 'Which release runs, and what became of the newest',
        action: 'send',
        retain: true,
        messages: [json('update-reported', 'Reported release', ReportedUpdate)],
      },
    ],
  ];
}

function acceptanceChannel(): [string, Channel] {
  return [
    'acceptance',
    {
      address: topics.acceptance,
      title: 'What was accepted when the box was set up',
      description:
        'Only of a box that a technician set up by its page; sent when that is done, and at every start.',
      action: 'send',
      retain: true,
      messages: [json('acceptance', 'Acceptance report', AcceptanceReport)],
    },
  ];
}

function eventChannels(): [string, Channel][] {
  const types = (Object.keys(eventSchemas) as EventType[]).filter(isPublished);
  const families = Map.groupBy(types, type => type.slice(0, type.indexOf('.')));
  return [...families].map(([family, members]) => [
    `event-${family}`,
    {
      address: topics.event(family),
      title: `What happens: ${family}`,
      action: 'send',
      retain: false,
      messages: members.map(type => ({
        name: `event-${type.replace('.', '-')}`,
        title: type,
        contentType: eventContentType,
        payload: eventMessage(type),
      })),
    },
  ]);
}

function commandChannels(): [string, Channel][] {
  return (Object.keys(commandSchemas) as CommandName[]).map(name => [
    `command-${name}`,
    {
      address: topics.commands.replace('+', name),
      title: `Command ${name}`,
      description:
        'Acknowledged (PUBACK) only after everything that follows from it is on disk. A retained command, or one that may have waited longer than 10 s, is refused.',
      action: 'receive',
      retain: false,
      messages: [json(`command-${name}`, `Command ${name}`, commandMessage(name))],
    },
  ]);
}

function commandMessage(name: CommandName): TSchema {
  const { id, by } = CommandMessage.properties;
  const args = commandSchemas[name];
  return exactly({ id, by, args: Value.Check(args, {}) ? Type.Optional(args) : args });
}

function json(name: string, title: string, payload: TSchema): Message {
  return { name, title, contentType: 'application/json', payload };
}
