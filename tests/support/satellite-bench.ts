import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { Appliance } from '../../firmware/appliance';
import type { SatelliteSite } from '../../firmware/config/satellite-site';
import type { Site, SiteDevice } from '../../firmware/config/site';
import { Satellite } from '../../firmware/satellite/satellite';
import { isReportedRing } from '../../hal/drivers/ring-message/reported-ring';
import type { RingReport } from '../../hal/drivers/ring-message/ring-report';
import { Beat, read } from '../../hal/drivers/satellite/messages';
import type { VirtualButton } from '../../hal/drivers/virtual/button';
import type { VirtualLamp } from '../../hal/drivers/virtual/lamp';
import type { VirtualNumberDisplay } from '../../hal/drivers/virtual/number-display';
import type { VirtualSmileyUnit } from '../../hal/drivers/virtual/smiley-unit';
import type { VirtualSounder } from '../../hal/drivers/virtual/sounder';
import type { Hal } from '../../hal/hal';
import { silent } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import { TcpProxy } from '../peers/tcp-proxy';
import { ChosenDay, tenFifteen } from './chosen-day';
import { awake } from './steady-time';
import { watchedBroker } from './watched-wire';

/** Told by both sides to each other within this after any cut, ms. */
export const shownWithin = 5000;

const lent = (device: string, kind: string) =>
  ({ driver: `satellite-${kind}`, appliance: 'room', device }) as SiteDevice;

/** A hub and a satellite, each with a wire of its own to the broker that can be cut. */
export class SatelliteBench {
  readonly #time: Time;
  readonly #folder = mkdtempSync(join(tmpdir(), 'tiski-satellite-'));
  #broker: ReturnType<typeof watchedBroker>;
  readonly #brokerElsewhere: string | undefined;
  readonly #brokerPort = () => Number(new URL(this.brokerUrl).port);
  readonly hubWire = new TcpProxy(this.#brokerPort);
  readonly roomWire = new TcpProxy(this.#brokerPort);
  readonly tones: string[] = [];
  /** How often the satellite has been told to end its program. */
  restarts = 0;
  /** After the wire is whole again, ms. */
  readonly returnsWithin = 4000;
  hub!: Appliance;
  room!: Satellite;
  integrator!: MqttClient;

  /** @param brokerUrl of a broker to use in the place of the embedded one */
  constructor(brokerUrl?: string, time: Time = new ChosenDay(tenFifteen)) {
    this.#brokerElsewhere = brokerUrl;
    this.#time = time;
    this.#broker = watchedBroker({ time });
  }

  get brokerUrl(): string {
    return this.#brokerElsewhere ?? this.#broker.url;
  }

  async start(): Promise<this> {
    await this.#broker.start();
    await Promise.all([this.hubWire.start(), this.roomWire.start()]);
    this.integrator = await mqtt.connectAsync(this.brokerUrl, { clientId: 'integrator' });
    mkdirSync(join(this.#folder, 'assets'));
    this.startRoom();
    await this.startHub();
    await this.linked();
    return this;
  }

  async stop(): Promise<void> {
    await this.hub.stop();
    await this.room.stop();
    await this.integrator.endAsync(true);
    await Promise.all([this.hubWire.stop(), this.roomWire.stop()]);
    await this.#broker.stop();
    rmSync(this.#folder, { recursive: true });
  }

  /** Where the satellite keeps what survives restarts; what its updater leaves is in the folder around it. */
  get roomState(): string {
    return join(this.#folder, 'room');
  }

  /** Folder of the hub's updater. */
  get hubReleases(): string {
    return join(this.#folder, 'hub-releases');
  }

  async startHub(): Promise<void> {
    this.hub = new Appliance({
      ...this.#machine,
      site: this.#hubSite(),
      stateDir: join(this.#folder, 'state'),
      updaterDir: this.hubReleases,
      assetsDir: join(this.#folder, 'assets'),
    });
    await this.hub.start();
  }

  startRoom(): void {
    this.room = new Satellite({
      ...this.#machine,
      site: this.#roomSite(),
      stateDir: this.roomState,
      updaterDir: this.#folder,
      onRestart: () => {
        this.restarts += 1;
      },
    });
    (this.room.hal.devices.get('sounder') as VirtualSounder).events.on('played', tone =>
      this.tones.push(tone),
    );
    this.room.start();
    this.report({ state: 'alive' });
  }

  /** Another box with the same name in its file. @returns takes it away */
  startTwin(): () => Promise<void> {
    const twin = new Satellite({
      ...this.#machine,
      site: this.#roomSite(),
      stateDir: join(this.#folder, 'twin'),
    });
    twin.start();
    return () => twin.stop();
  }

  /** The broker comes back empty. */
  async restartBroker(): Promise<void> {
    await this.#broker.stop();
    this.#broker = watchedBroker({ time: this.#time });
    await this.#broker.start();
  }

  /** Both sides show that the link stands. */
  async linked(): Promise<number> {
    return this.until(
      'the link stands',
      () => this.hubSays('next') === 'ok' && this.lamp('lamp').sign !== 'fault',
    );
  }

  /** The satellite has heard a beat that the hub sends from now on. Several may wait for it: the subscription stays. */
  async provenAnew(): Promise<void> {
    const since = this.#time.monotonic();
    const topic = 'tiski/1/point/room/lend/beat';
    let isProven = false;
    const listen = (from: string, payload: Buffer) => {
      const beat = from === topic ? read(Beat, payload) : undefined;
      if ((beat?.heard?.at ?? 0) >= since) isProven = true;
    };
    this.integrator.on('message', listen);
    await this.integrator.subscribeAsync(topic);
    await this.until('a beat comes back', () => isProven);
    this.integrator.off('message', listen);
  }

  button(name: string): VirtualButton {
    return this.room.hal.devices.get(name) as VirtualButton;
  }

  /** Both sides show that the link is lost. */
  get isLost(): boolean {
    return this.hubSays('next') === 'satellite-lost' && this.lamp('ring-lamp').sign === 'fault';
  }

  /** A press that has to be refused in front of whoever pressed. @returns milliseconds until it was */
  refusedPress(within: number): Promise<number> {
    const tones = this.tones.length;
    this.button('next').press();
    const isRefused = () => this.lamp('lamp').sign === 'refused' && this.tones[tones] === 'refused';
    return this.until('the press is refused', isRefused, within);
  }

  get smiley(): VirtualSmileyUnit {
    return this.room.hal.devices.get('smiley') as VirtualSmileyUnit;
  }

  /** A lamp of the satellite. */
  lamp(name: string): VirtualLamp {
    return this.room.hal.devices.get(name) as VirtualLamp;
  }

  get hubLamp(): VirtualLamp {
    return this.hub.hal.devices.get('hub-lamp') as VirtualLamp;
  }

  get display(): VirtualNumberDisplay {
    return this.room.hal.devices.get('display') as VirtualNumberDisplay;
  }

  /** Health or code that the hub gives to a device. */
  hubSays(device: string): string | undefined {
    const { health, code } = this.hub.hal.devices.get(device)?.status ?? {};
    return code ?? health;
  }

  report(report: RingReport): void {
    reportTo(this.room.hal, 'door', report);
  }

  reportAtHub(report: RingReport): void {
    reportTo(this.hub.hal, 'phone', report);
  }

  async takeTicket(): Promise<string> {
    const reply = await this.hub.runtime.execute({
      name: 'take-ticket',
      args: { service: 'tax' },
      channel: 'http',
    });
    if (!reply.ok) throw new Error(reply.code);
    return String(reply.result.ticket);
  }

  stateOf(ticket: string): string | undefined {
    return this.hub.runtime.state.tickets.get(ticket)?.state;
  }

  /** How many of these tickets have been called. */
  called(tickets: readonly string[]): number {
    return tickets.filter(ticket => this.stateOf(ticket) !== 'waiting').length;
  }

  /** Waits for something that has to become true. @returns milliseconds that it took */
  async until(what: string, isTrue: () => boolean, within = 15_000): Promise<number> {
    const began = awake();
    while (!isTrue()) {
      if (awake() > began + within) throw new Error(`not within ${within} ms: ${what}`);
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    return awake() - began;
  }

  get #machine() {
    return { time: this.#time, log: silent, version: '1.2.3', random: Math.random };
  }

  #roomSite(): SatelliteSite {
    return {
      version: 1,
      role: 'satellite',
      site: 'point',
      appliance: 'room',
      hub: 'hub',
      devices: {
        next: { driver: 'virtual-button' },
        lamp: { driver: 'virtual-lamp' },
        display: { driver: 'virtual-number-display' },
        sounder: { driver: 'virtual-sounder' },
        'ring-lamp': { driver: 'virtual-lamp' },
        door: { driver: 'reported-ring', heartbeat: 60_000, longestRing: 60_000 } as SiteDevice,
        smiley: { driver: 'virtual-smiley-unit', faces: 4 } as SiteDevice,
      },
      places: [{ buttons: ['next'], lamps: ['lamp'], sounders: ['sounder'] }],
      mqtt: { url: this.roomWire.url },
    };
  }

  #hubSite(): Site {
    const name = { fi: 'Palvelupiste' };
    return {
      version: 1,
      site: 'point',
      appliance: 'hub',
      name,
      timezone: 'Europe/Helsinki',
      languages: ['fi'],
      opening: { closedOn: [] },
      organisations: [{ id: 'town', name }],
      services: [{ id: 'tax', letter: 'V', organisation: 'town', name }],
      counters: [
        { id: 'counter-1', name, services: ['tax'], next: 'next', lamp: 'lamp', display: 'display' },
      ],
      kiosks: [{ id: 'lobby', buttons: [] }],
      rings: [
        { id: 'door', source: 'door', lamps: ['hub-lamp'], sounders: [] },
        { id: 'phone', source: 'phone', lamps: ['ring-lamp'], sounders: ['sounder'] },
      ],
      devices: {
        next: lent('next', 'button'),
        lamp: lent('lamp', 'lamp'),
        display: lent('display', 'number-display'),
        sounder: lent('sounder', 'sounder'),
        'ring-lamp': lent('ring-lamp', 'lamp'),
        door: lent('door', 'ring'),
        smiley: { ...lent('smiley', 'smiley-unit'), faces: 4 } as SiteDevice,
        'hub-lamp': { driver: 'virtual-lamp' },
        phone: { driver: 'reported-ring', heartbeat: 60_000, longestRing: 60_000 } as SiteDevice,
      },
      http: { host: '127.0.0.1', port: 0 },
      mqtt: { url: this.hubWire.url },
    };
  }
}

function reportTo(hal: Hal, name: string, report: RingReport): void {
  const source = hal.devices.get(name);
  if (source && isReportedRing(source)) source.report(report);
}
