import type { TSchema } from '@sinclair/typebox';
import { BoxReport } from '../../hal/drivers/satellite/box-report';
import { Act, Beat, Input, Report, Show, Verdict } from '../../hal/drivers/satellite/messages';
import { borrowTopics, lendTopics } from '../../hal/drivers/satellite/topics';
import { Quiet, quietTopic } from '../update/quiet-message';
import type { Channel } from './asyncapi';

const lend = lendTopics('{appliance}');
const borrow = borrowTopics('{appliance}', '{satellite}');

interface Spoken {
  readonly topic: string;
  readonly title: string;
  readonly payload: TSchema;
  readonly retain?: boolean;
  readonly qos?: 0;
}

/**
 * What the boxes of one site say to each other. Each is named as its sender sends it, so that whoever writes the rules of a broker sees
 * that every appliance writes below its own name only.
 */
export function satelliteChannels(): [string, Channel][] {
  const spoken: Record<string, Spoken> = {
    'lend-beat': { topic: lend.beat, title: 'A satellite is there', payload: Beat, qos: 0 },
    'lend-box': {
      topic: lend.box,
      title: 'How the machine of a satellite is',
      payload: BoxReport,
      retain: true,
    },
    'lend-report': {
      topic: lend.report('{device}'),
      title: 'How a lent device is',
      payload: Report,
      retain: true,
    },
    'lend-input': { topic: lend.input('{device}'), title: 'A hand on a lent button', payload: Input },
    'borrow-beat': { topic: borrow.beat, title: 'The hub is there', payload: Beat, qos: 0 },
    'borrow-quiet': {
      topic: quietTopic('{appliance}', '{satellite}'),
      title: 'Whether somebody would notice a restart',
      payload: Quiet,
      qos: 0,
    },
    'borrow-show': {
      topic: borrow.show('{device}'),
      title: 'What a lent device shows from now on',
      payload: Show,
      retain: true,
    },
    'borrow-act': { topic: borrow.act('{device}'), title: 'What a lent device does once', payload: Act },
    'borrow-verdict': {
      topic: borrow.verdict('{device}'),
      title: 'Whether a press was taken',
      payload: Verdict,
    },
  };
  return Object.entries(spoken).map(([name, { topic, title, payload, retain = false, qos }]) => [
    name,
    {
      address: `tiski/1/{site}/${topic}`,
      title,
      description: 'Between the boxes of one site; of no use to anybody else.',
      action: 'send',
      retain,
      ...(qos !== undefined && { qos }),
      messages: [{ name, title, contentType: 'application/json', payload }],
    },
  ]);
}
