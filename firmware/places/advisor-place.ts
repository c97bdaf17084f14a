import type { Button } from '../../hal/button';
import type { Lamp } from '../../hal/lamp';
import type { Time } from '../../hal/platform/time';
import type { Sounder } from '../../hal/sounder';
import type { Request, Runtime } from '../runtime';
import { presenceOf } from '../servicepoint/presence/presence-state';
import { nextPresence } from '../servicepoint/presence/set-presence';
import { isQuiet } from '../servicepoint/ringing/quiet-hours';
import { rulesOfGroup } from '../servicepoint/ringing/ring-rules';
import type { Ring } from '../servicepoint/ringing/ring-state';
import { RefusalSign } from './refusal-sign';
import { callsAt, groupsOfPlace, ringsOfGroup, signOfPlace } from './ring-sign';
import { RingTone } from './ring-tone';

export interface AdvisorDevices {
  readonly lamp?: Lamp;
  readonly sounder?: Sounder;
  readonly presence?: Button;
  readonly presenceLamp?: Lamp;
  readonly acknowledge?: Button;
}

export interface AdvisorPlaceOptions {
  /** Of the place. */
  readonly id: string;
  readonly devices: AdvisorDevices;
  readonly runtime: Runtime;
  readonly time: Time;
}

/** Where an advisor sits: a lamp and a sounder that call, a button that says "I go", one that says whether anybody is there. */
export class AdvisorPlace {
  readonly #options: AdvisorPlaceOptions;
  readonly #tone: RingTone;
  readonly #refusal: RefusalSign;
  readonly #undo: (() => void)[] = [];

  constructor(options: AdvisorPlaceOptions) {
    const { devices, time } = options;
    this.#options = options;
    this.#tone = new RingTone(devices.sounder ? [devices.sounder] : [], time, () => this.#isQuiet());
    this.#refusal = new RefusalSign(devices, time, () => this.#show());
  }

  start(): void {
    const { devices, runtime } = this.#options;
    this.#listen(devices.presence, () => this.#presenceCommand());
    this.#listen(devices.acknowledge, () => this.#goingCommand());
    const show = () => this.#show();
    runtime.events.on('committed', show);
    this.#undo.push(() => runtime.events.off('committed', show));
    this.#show();
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
    this.#tone.stop();
    this.#refusal.stop();
  }

  #listen(button: Button | undefined, commandNow: () => Pick<Request, 'name' | 'args'> | undefined): void {
    if (!button) return;
    const press = async () => {
      const { id, runtime } = this.#options;
      const command = commandNow();
      const reply =
        command && (await runtime.execute({ ...command, channel: 'button', by: `advisor/${id}` }));
      if (!reply?.ok) this.#refusal.show();
      return reply?.ok === true;
    };
    button.events.on('gesture', press);
    this.#undo.push(() => button.events.off('gesture', press));
  }

  #presenceCommand(): Pick<Request, 'name' | 'args'> {
    const { id: place, runtime } = this.#options;
    const state = nextPresence(presenceOf(runtime.state.presence, place));
    return { name: 'presence', args: { place, state } };
  }

  /** Whoever presses goes where it has rung longest; pressed again by who has gone, it ends a call that only people can end. */
  #goingCommand(): Pick<Request, 'name' | 'args'> | undefined {
    const { id: place, runtime, time } = this.#options;
    const { rules } = runtime;
    const [calling] = callsAt(runtime.state, rules, place, time.now());
    const open = groupsOfPlace(rules, place).flatMap(({ id }) => ringsOfGroup(runtime.state, id));
    const next = calling ?? oldest(open.filter(({ acknowledged }) => !acknowledged));
    if (next) return { name: 'acknowledge', args: { ring: next.id, place } };
    const done = open.find(
      ({ group, acknowledgedBy }) =>
        acknowledgedBy === place && rulesOfGroup(rules, group).endsBy === 'people',
    );
    return done && { name: 'help-over', args: { source: done.source } };
  }

  #isQuiet(): boolean {
    const { id, runtime, time } = this.#options;
    const { rules } = runtime;
    const now = time.now();
    const calls = callsAt(runtime.state, rules, id, now);
    return calls.every(({ group }) => isQuiet(rulesOfGroup(rules, group), now, rules.timezone));
  }

  #show(): void {
    const { id, devices, runtime, time } = this.#options;
    const sign = signOfPlace(runtime.state, runtime.rules, id, time.now());
    this.#tone.sound(sign === 'ring');
    if (!this.#refusal.showing) devices.lamp?.show(sign);
    devices.presenceLamp?.show(presenceOf(runtime.state.presence, id) === 'available' ? 'on' : 'off');
  }
}

function oldest(rings: readonly Ring[]): Ring | undefined {
  return [...rings].sort((a, b) => a.since - b.since)[0];
}
