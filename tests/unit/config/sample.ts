import { Type } from '@sinclair/typebox';
import * as assert from 'uvu/assert';
import { checkSite } from '../../../firmware/config/check-site';
import type { DriverForm, Drivers } from '../../../firmware/config/drivers';
import { type Problem, printed } from '../../../firmware/config/problem';

/** A small site without a fault, to be made wrong in one place. */
export const sample = `version: 1
site: town
appliance: hub
name: { fi: Kaupunki, sv: Staden }
languages: [fi, sv]
organisations:
  - id: vero
    name: { fi: Verohallinto, sv: Skatteförvaltningen }
  - id: kela
    name: { fi: Kela, sv: FPA }
services:
  - id: tax
    letter: V
    organisation: vero
    name: { fi: Verotus, sv: Beskattning }
    hours:
      - days: [mon, tue]
        from: 9:00
        to: 15:00
      - days: [wed]
        from: 10:00
        to: 24:00
  - id: benefits
    letter: K
    organisation: kela
    name: { fi: Etuudet, sv: Förmåner }
counters:
  - id: counter-1
    name: { fi: Tiski 1, sv: Disk 1 }
    services: [tax, benefits]
    next: next-1
    lamp: lamp-1
  - id: counter-2
    name: { fi: Tiski 2, sv: Disk 2 }
    services: [benefits]
kiosks:
  - id: lobby
    printer: printer-1
    lamp: lamp-2
    buttons:
      - { device: press-1, service: tax }
      - { device: press-2, service: tax, language: sv }
devices:
  next-1: { driver: button }
  lamp-1: { driver: lamp }
  lamp-2: { driver: lamp }
  press-1: { driver: button }
  press-2: { driver: button }
  printer-1:
    driver: printer
    host: 10.0.0.5
`;

const nothing = Type.Object({}, { additionalProperties: false });

const forms: Readonly<Record<string, DriverForm>> = {
  button: { kind: 'button', options: nothing },
  lamp: { kind: 'lamp', options: nothing },
  sounder: { kind: 'sounder', options: nothing },
  ring: { kind: 'ring-source', options: nothing },
  smiley: { kind: 'smiley-unit', options: nothing },
  printer: {
    kind: 'ticket-printer',
    options: Type.Object(
      {
        host: Type.String({ minLength: 1, description: 'Address' }),
        port: Type.Integer({ minimum: 1, maximum: 65535, default: 9100 }),
        paper: Type.Union([Type.Literal(80), Type.Literal(58)], { default: 80 }),
      },
      { additionalProperties: false },
    ),
  },
};

export const drivers: Drivers = {
  names: [...Object.keys(forms), 'missing'],
  load(name) {
    const form = forms[name];
    if (!form) throw new Error('Cannot find module "x"\nRequire stack');
    return form;
  },
};

export function check(source: string): Problem[] {
  return checkSite(source, 'site.yaml', { drivers, fileExists: name => name === 'logo.png' });
}

/** The sample with one part replaced; the part must stand there once. */
export function changed(part: string, by: string, source = sample): string {
  assert.is(source.split(part).length, 2, `"${part}" must stand in the source once`);
  return source.replace(part, () => by);
}

const mark = '▶';

/** That the source has exactly one problem, of this code, and it stands where the mark "▶" is (the mark is taken out). */
export function assertProblem(marked: string, code: string, message: RegExp): void {
  const before = marked.slice(0, marked.indexOf(mark)).split('\n');
  const line = before.length;
  const column = (before.at(-1) ?? '').length + 1;
  const problems = check(marked.replace(mark, ''));
  const told = problems.map(printed).join('\n');
  assert.is(problems.length, 1, `one problem: ${told || 'none'}`);
  const [problem] = problems;
  assert.is(`${problem?.line}:${problem?.column} ${problem?.code}`, `${line}:${column} ${code}`, told);
  assert.match(problem?.message ?? '', message);
}
