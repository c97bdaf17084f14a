import { Appliance } from '../../../firmware/appliance';
import type { Satellite } from '../../../firmware/satellite/satellite';
import type { Device } from '../../../hal/device';
import type { VirtualLamp } from '../../../hal/drivers/virtual/lamp';
import type { VirtualSounder } from '../../../hal/drivers/virtual/sounder';
import { Flashes } from './flashes';
import type { Mishaps } from './mishaps';
import type { Town } from './town';

/** Pins of the board's lamps. */
const pins: Readonly<Record<number, string>> = { 8: 'board-lamp', 9: 'board-ring-lamp' };

/** Signs are dark for no longer than this while they blink, and a lamp follows within this, ms. */
const slow = 3_500;

/** A part is given so long to find back after it was disturbed, ms. */
const recovery = 20_000;

/** A lost link is shown by then, ms: 5 s (product.md), and one until somebody looks. */
const shown = 6_000;

const tones: ReadonlySet<string> = new Set(['chime', 'refused', 'ring', 'test']);

/** Looks at every lamp and listens to every sounder of the town. */
export class Lamps {
  readonly #town: Town;
  readonly #mishaps: Mishaps;
  readonly #tell: (what: string) => void;
  /** Those of the programs that run now, by box and name. */
  readonly #lit = new Map<string, { isLit: boolean; since: number }>();
  /** Since when each is to be lit. */
  readonly #wanted = new Map<string, number>();
  #flashes = { hub: new Flashes(), room: new Flashes() };
  #roomCutSince = Number.POSITIVE_INFINITY;

  constructor(town: Town, mishaps: Mishaps, tell: (what: string) => void) {
    this.#town = town;
    this.#mishaps = mishaps;
    this.#tell = tell;
    town.board.onLight = (pin, isLit, isAsked) => this.#changed('hub', pins[pin] ?? '', isLit, isAsked);
    town.phone.time.every(1000, 'look', () => this.#look());
    // A link that was whole for less than a second between two cuts was whole.
    mishaps.onEnd = () => this.#lookAtLostLink();
  }

  follow(program: Appliance | Satellite): void {
    const box = program instanceof Appliance ? 'hub' : 'room';
    this.#judge(box);
    this.#flashes = { ...this.#flashes, [box]: new Flashes() };
    for (const device of program.hal.devices.values()) {
      if (isLamp(device)) {
        this.#lit.set(`${box} ${device.name}`, { isLit: false, since: this.#now });
        device.events.on('light', ({ on }) => this.#changed(box, device.name, on, true));
      }
      if (isSounder(device))
        device.events.on('played', tone => {
          if (!tones.has(tone)) this.#tell(`customer spoken to: ${device.name} plays ${tone}`);
          if (device.name === 'hall-sounder' && tone !== 'chime')
            this.#tell(`customer spoken to: the hall hears ${tone}`);
        });
    }
  }

  end(): void {
    this.#judge('hub');
    this.#judge('room');
  }

  get #now(): number {
    return this.#town.world.clock.monotonic();
  }

  #judge(box: 'hub' | 'room'): void {
    const { most } = this.#flashes[box];
    if (most > 2) this.#tell(`flash above two a second: ${most} at the ${box}`);
  }

  #changed(box: 'hub' | 'room', lamp: string, isLit: boolean, isAsked: boolean): void {
    const key = `${box} ${lamp}`;
    if (this.#lit.get(key)?.isLit === isLit) return;
    this.#lit.set(key, { isLit, since: this.#now });
    if (isAsked) this.#flashes[box].seen(this.#now, isLit);
  }

  #look(): void {
    const { hub, room } = this.#town;
    const now = this.#now;
    const state = hub.program?.runtime.state;
    const serves = now - hub.servesSince > recovery;
    const rings = state ? [...state.ringing.rings.values()].some(ring => !ring.acknowledged) : false;
    const isAt = (counter: string) => serves && state?.counters.has(counter) === true;
    const calm = (...parts: string[]) => this.#mishaps.calmFor(...parts) > recovery;
    const isHubCalm = calm('hub');
    const isRoomCalm = isHubCalm && calm('room', 'net') && now - room.servesSince > recovery;
    this.#want('hub board-lamp', isHubCalm && calm('board') && isAt('counter-1'));
    this.#want('hub board-ring-lamp', isHubCalm && calm('board') && serves && rings);
    this.#want('hub ring-lamp', isHubCalm && serves && rings);
    this.#want('room lamp', isRoomCalm && isAt('counter-2'));
    this.#want('room ring-lamp', isRoomCalm && serves && rings);
    this.#lookAtLostLink();
  }

  /** RNG-03: a satellite that cannot know what its lamps are to say lets them say that. */
  #lookAtLostLink(): void {
    const { hub, room, network, hasBroker } = this.#town;
    const now = this.#now;
    const isCut =
      !hasBroker || !network.isOpen('room', 'broker') || !hub.machine || !network.isOpen('hub', 'broker');
    if (!isCut) this.#roomCutSince = Number.POSITIVE_INFINITY;
    else this.#roomCutSince = Math.min(this.#roomCutSince, now);
    const isLong = now - this.#roomCutSince > shown && now - room.servesSince > shown;
    for (const lamp of ['room lamp', 'room ring-lamp']) {
      const { isLit, since } = this.#lit.get(lamp) ?? { isLit: true, since: now };
      if (isLong && !isLit && now - since > shown)
        this.#tell(`lamp dark by fault: ${lamp}, ${now - since} ms`);
    }
  }

  #want(lamp: string, isWanted: boolean): void {
    const now = this.#now;
    if (!isWanted) {
      this.#wanted.delete(lamp);
      return;
    }
    const wantedSince = this.#wanted.get(lamp) ?? now;
    this.#wanted.set(lamp, wantedSince);
    const { isLit, since } = this.#lit.get(lamp) ?? { isLit: false, since: now };
    const darkFor = Math.min(now - since, now - wantedSince);
    if (!isLit && darkFor > slow)
      this.#tell(`lamp dark by fault: ${lamp} although it is to be lit, ${darkFor} ms`);
  }
}

function isLamp(device: Device): device is VirtualLamp {
  return device.kind === 'lamp' && 'light' in device;
}

function isSounder(device: Device): device is VirtualSounder {
  return device.kind === 'sounder';
}
