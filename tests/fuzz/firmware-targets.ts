import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Value } from '@sinclair/typebox/value';
import { readCalendar } from '../../firmware/calendars/read-calendar';
import { examineSite } from '../../firmware/config/check-site';
import { SettingsJudge } from '../../firmware/config/remote/settings-judge';
import { DesiredConfiguration } from '../../firmware/configuration/configuration-messages';
import { isTlsRecord, strangeAnswer } from '../../firmware/link/first-bytes';
import { Topics } from '../../firmware/link/topics';
import { CommandBody } from '../../firmware/screens/command-route';
import { OpenAnswerBody } from '../../firmware/screens/feedback-routes';
import { readJson } from '../../firmware/screens/read-json';
import { actorFrom } from '../../firmware/servicepoint/rights/actor';
import { DesiredUpdate } from '../../firmware/update/update-messages';
import { BusyOffice, busySite } from '../support/remote/busy-office';
import type { Target } from './target';

const judge = new SettingsJudge(busySite);
const topics = new Topics('busy', 'hub');
let office: Promise<BusyOffice> | undefined;

/** After so many inputs the office begins a new day, so that its journal stays small. */
const dayOfOffice = 50_000;
let asked = 0;

const parsed = (input: Buffer): unknown => {
  try {
    return JSON.parse(input.toString('utf8'));
  } catch {
    return undefined;
  }
};

async function* once(input: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < input.length; at += 512) yield input.subarray(at, at + 512);
}

export const firmwareTargets: readonly Target[] = [
  {
    name: 'site-file',
    share: 0.2,
    read: input => {
      const { problems } = examineSite(input.toString('utf8'), 'site.yaml');
      return [...new Set(problems.map(({ code }) => code))].sort().join(' ');
    },
  },
  {
    name: 'mqtt-topics',
    share: 14,
    read: input => {
      const topic = input.toString('utf8');
      return [
        topics.commandOf(topic) !== undefined,
        topics.ringDeviceOf(topic) !== undefined,
        actorFrom(topic)?.role,
      ].join(' ');
    },
  },
  {
    name: 'mqtt-commands',
    share: 8,
    read: async input => {
      if (asked++ % dayOfOffice === 0) {
        await (await office)?.stop();
        office = new BusyOffice('/nowhere/never-written').start();
      }
      const [name = '', ...rest] = input.toString('latin1').split(' ');
      const reply = await (await office)?.send(name, Buffer.from(rest.join(' '), 'latin1'));
      return reply?.ok ? 'ok' : (reply?.code ?? 'silent');
    },
  },
  {
    name: 'desired-configuration',
    share: 4,
    read: input => {
      const { site, problems } = judge.judge(parsed(input), DesiredConfiguration);
      return site ? 'fits' : [...new Set(problems.map(({ code }) => code))].sort().join(' ');
    },
  },
  { name: 'desired-update', share: 8, read: input => String(Value.Check(DesiredUpdate, parsed(input))) },
  {
    name: 'http-bodies',
    share: 6,
    read: async input => {
      const request = new IncomingMessage(new Socket());
      request.headers['content-type'] = 'application/json';
      request.push(input);
      request.push(null);
      const body = await readJson(request);
      if (!body.ok) return 'refused';
      return [Value.Check(CommandBody, body.value), Value.Check(OpenAnswerBody, body.value)].join(' ');
    },
  },
  {
    name: 'broker-first-bytes',
    share: 10,
    read: input => `${isTlsRecord(input)} ${strangeAnswer(input)?.code}`,
  },
  {
    name: 'calendar',
    share: 1,
    read: async input => {
      const { leftOut } = await readCalendar(once(input), {
        timezone: 'Europe/Helsinki',
        codes: 'derived',
        serviceOf: () => 'tax',
        from: Date.parse('2026-11-01T00:00:00Z'),
        to: Date.parse('2026-12-31T00:00:00Z'),
      });
      return [...leftOut.keys()].sort().join(' ');
    },
  },
];
