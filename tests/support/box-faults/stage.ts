import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { Appliance } from '../../../firmware/appliance';
import type { Site, SiteDevice } from '../../../firmware/config/site';
import { machineAt } from '../../../firmware/health/box/machine';
import type { HealthMessage } from '../../../firmware/link/messages';
import { clientIdOf } from '../../../firmware/link/topics';
import { Satellite } from '../../../firmware/satellite/satellite';
import { VirtualLamp } from '../../../hal/drivers/virtual/lamp';
import { silent } from '../../../hal/platform/log';
import { SimulatedBoard } from '../../../simulator/board';
import { SimulatedCodec } from '../../../simulator/codec';
import { SimulatedSysfsGpio } from '../../../simulator/gpio/simulated-sysfs-gpio';
import { SerialLine, SimulatedPrinter } from '../../../simulator/printer';
import { TcpProxy } from '../../peers/tcp-proxy';
import { TestAuthority } from '../../peers/test-authority';
import { awake, pause, SteadyTime } from '../steady-time';
import { watched, watchedBroker } from '../watched-wire';
import { lines } from './wiring';

const base = 'tiski/1/point/hub';

/** The machine is looked at, and told of, so much faster than every day, so that a test can wait for it (`BoxMonitorLimits`). */
const boxLimits = { every: 100, steadiness: { before: 200, after: 300 } };

/** What the kernel of a healthy Raspberry Pi with eMMC shows. */
const healthy = {
  'sys/class/thermal/thermal_zone0/temp': '48000\n',
  'sys/devices/platform/soc/soc:firmware/get_throttled': '0\n',
  'sys/block/mmcblk0/device/life_time': '0x01 0x01\n',
  'sys/block/mmcblk0/device/pre_eol_info': '0x01\n',
  'proc/meminfo': 'MemTotal:        3884436 kB\nMemAvailable:    2951228 kB\n',
  'proc/loadavg': '0.10 0.10 0.10 1/467 12345\n',
  'proc/uptime': '100000.00 100000.00\n',
} as const;
export type MachineFile = keyof typeof healthy;

const chip = 'pinctrl-bcm2711';
const line = { chip, activeLow: false, interface: 'sysfs' };
const input = { ...line, bias: 'as-is', steady: 0, debounce: 20, stuckAfter: 1000 };
const gestures = { gestures: ['press'], holdAfter: 800, doubleWithin: 400 };

const lent = (device: string, kind: string) =>
  ({ driver: `satellite-${kind}`, appliance: 'room', device }) as SiteDevice;

/** For a device to be seen failed, ms. */
const patience = 10_000;

/** ms between two words of the program that reports ringing. */
const reportEvery = 200;

/** Everything that a box can have around it, on wires that can be broken, and somebody afar who sees nothing but `BASE/health`. */
export class FaultStage {
  readonly time = new SteadyTime();
  readonly folder = mkdtempSync(join(tmpdir(), 'tiski-faults-'));
  readonly gpio = new SimulatedSysfsGpio({ label: chip, base: 512, lines: 32 });
  readonly boardLink = join(this.folder, 'usb-Arduino_Uno-if00');
  readonly board = new SimulatedBoard({ time: this.time, link: this.boardLink, bootLoader: 0 });
  readonly sensors = this.#printer();
  readonly wire = this.#printer();
  readonly cutter = this.#printer();
  readonly onCable = this.#printer();
  readonly cableLink = join(this.folder, 'printer');
  readonly cable = new SerialLine({
    time: this.time,
    attach: end => this.onCable.attach(end),
    link: this.cableLink,
  });
  readonly codecs = [this.#codec(), this.#codec()] as const;
  /** Of the second video unit; the first has another. */
  readonly #passwordFile = join(this.folder, 'password');
  readonly broker = watchedBroker({ time: this.time });
  readonly roomWire = new TcpProxy(() => Number(new URL(this.broker.url).port));
  readonly certificate = join(this.folder, 'certificate.pem');
  readonly #authority = new TestAuthority();
  readonly #soundCertificate = this.#authority.issue();
  readonly #endingCertificate = this.#authority.issue({ from: -300, to: 3 });
  isClockKept = true;
  isReporting = true;
  readonly #listeners = new Set<(message: HealthMessage) => void>();
  /** The newest `BASE/health`. */
  health: HealthMessage | undefined;
  #hub!: Appliance;
  #room!: Satellite;
  #integrator!: MqttClient;
  #reports: NodeJS.Timeout | undefined;

  async open(): Promise<void> {
    const state = join(this.folder, 'state');
    mkdirSync(state);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1g', 'tmpfs', state]);
    for (const box of ['hub', 'room'])
      for (const file of Object.keys(healthy)) this.mend(file as MachineFile, box);
    this.writePassword('secret');
    copyFileSync(this.#passwordFile, join(this.folder, 'first-password'));
    this.useCertificate('sound');
    // First: its process would hold the ends of pseudo-terminals that are open by then.
    await this.gpio.start();
    this.cable.plug();
    await Promise.all([
      this.board.start(),
      ...[this.sensors, this.wire, this.cutter].map(printer => printer.start()),
      ...this.codecs.map(codec => codec.start()),
      this.broker.start(),
    ]);
    await this.roomWire.start();
    this.#integrator = watched(await mqtt.connectAsync(this.broker.url, { clientId: 'afar' }));
    this.#integrator.on('message', (topic, payload) => {
      if (topic !== `${base}/health`) return;
      const message: HealthMessage = JSON.parse(payload.toString());
      this.health = message;
      for (const listener of this.#listeners) listener(message);
    });
    await this.#integrator.subscribeAsync(`${base}/health`, { qos: 1 });
    this.#reports = setInterval(() => {
      if (this.isReporting) this.publish('ring/program', { state: 'alive' });
    }, reportEvery);
    this.#startRoom();
    await this.#startHub(state);
  }

  async close(): Promise<void> {
    clearInterval(this.#reports);
    await this.#hub.stop();
    await this.#room.stop();
    await this.#integrator.endAsync(true);
    await this.roomWire.stop();
    await Promise.all([
      this.broker.stop(),
      this.board.stop(),
      ...[this.sensors, this.wire, this.cutter, this.onCable].map(printer => printer.stop()),
      ...this.codecs.map(codec => codec.stop()),
      this.gpio.stop(),
    ]);
    this.cable.unplug();
    this.#authority.remove();
    execFileSync('umount', [join(this.folder, 'state')]);
    rmSync(this.folder, { recursive: true });
  }

  /** Calls back with each `BASE/health` from now on, the newest at once. @returns ends it */
  follow(listener: (message: HealthMessage) => void): () => void {
    this.#listeners.add(listener);
    if (this.health) listener(this.health);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when a device is seen to have failed, whatever the code: of two in a row the second may be all that is seen. @throws Error after a while */
  async failed(device: string): Promise<void> {
    const began = awake();
    while (this.health?.devices[device]?.health !== 'failed') {
      if (awake() - began > patience) throw new Error(`${device} not seen to fail within ${patience} ms`);
      await pause(5);
    }
  }

  publish(topic: string, body: object): void {
    this.#integrator.publish(`${base}/${topic}`, JSON.stringify(body), { qos: 1 });
  }

  /** What the kernel of a box shows. */
  machine(file: MachineFile, content: string, box = 'hub'): void {
    const path = join(this.folder, `${box}-machine`, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  mend(file: MachineFile, box = 'hub'): void {
    this.machine(file, healthy[file], box);
  }

  /** The disk with the state folder has so much room, whatever is on it. */
  resizeDisk(size: string): void {
    execFileSync('mount', ['-o', `remount,size=${size}`, join(this.folder, 'state')]);
  }

  writePassword(password: string): void {
    writeFileSync(this.#passwordFile, `${password}\n`);
  }

  useCertificate(which: 'sound' | 'ending'): void {
    const { certificate, key } = which === 'sound' ? this.#soundCertificate : this.#endingCertificate;
    copyFileSync(key, join(this.folder, 'key.pem'));
    copyFileSync(certificate, this.certificate);
  }

  /** Somebody takes the place of the box at the broker for a moment, so that it has to connect anew. */
  async pushOff(): Promise<void> {
    const other = await mqtt.connectAsync(this.broker.url, {
      clientId: clientIdOf('point', 'hub'),
      reconnectPeriod: 0,
    });
    await other.endAsync(true);
  }

  get roomLamp(): VirtualLamp {
    const lamp = this.#room.hal.devices.get('lamp');
    if (!(lamp instanceof VirtualLamp)) throw new Error('the lamp of the room is virtual');
    return lamp;
  }

  #printer(): SimulatedPrinter {
    return new SimulatedPrinter({ time: this.time, speed: 2000, cutTime: 5 });
  }

  #codec(): SimulatedCodec {
    return new SimulatedCodec({ time: this.time, ssh: false });
  }

  #startRoom(): void {
    this.#room = new Satellite({
      site: {
        version: 1,
        role: 'satellite',
        site: 'point',
        appliance: 'room',
        hub: 'hub',
        devices: { lamp: { driver: 'virtual-lamp' }, button: { driver: 'virtual-button' } },
        places: [],
        mqtt: { url: this.roomWire.url },
      },
      stateDir: join(this.folder, 'room'),
      machine: machineAt(join(this.folder, 'room-machine'), () => true),
      ...this.#box,
    });
    this.#room.start();
  }

  async #startHub(state: string): Promise<void> {
    const assetsDir = join(this.folder, 'assets');
    mkdirSync(assetsDir);
    this.#hub = new Appliance({
      site: this.#site(),
      stateDir: state,
      assetsDir,
      machine: machineAt(join(this.folder, 'hub-machine'), () => this.isClockKept),
      ...this.#box,
    });
    await this.#hub.start();
  }

  get #box() {
    return { time: this.time, log: silent, version: '1.2.3', random: () => 0.9, boxLimits };
  }

  #site(): Site {
    const name = { fi: 'Palvelupiste' };
    const printer = ({ port }: SimulatedPrinter) =>
      ({ driver: 'escpos-tcp', host: '127.0.0.1', port, profile: 'epson', paper: 80 }) as SiteDevice;
    const board = { port: this.boardLink, activeLow: false };
    const codec = ({ url }: SimulatedCodec, passwordFile: string) =>
      ({ driver: 'xapi-ring', url, username: 'admin', passwordFile, verify: true }) as SiteDevice;
    const devices = {
      'printer-sensors': printer(this.sensors),
      'printer-wire': printer(this.wire),
      'printer-cutter': printer(this.cutter),
      'printer-cable': {
        driver: 'escpos-serial',
        port: this.cableLink,
        baud: 115_200,
        flow: 'none',
        profile: 'epson',
        paper: 80,
      },
      'gpio-button': { ...input, ...gestures, driver: 'gpio-button', line: lines.button },
      'gpio-bell': { ...input, driver: 'gpio-contact', line: lines.bell, overAfter: 100 },
      'gpio-lamp': { ...line, driver: 'gpio-lamp', line: lines.lamp },
      'gpio-sounder': { ...line, driver: 'gpio-sounder', line: lines.buzzer },
      'board-lamp': { ...board, driver: 'firmata-lamp', pin: 13 },
      'board-button': {
        ...board,
        ...gestures,
        driver: 'firmata-button',
        pin: 2,
        pullUp: true,
        steady: 0,
        debounce: 20,
        stuckAfter: 30_000,
      },
      'codec-wire': codec(this.codecs[0], join(this.folder, 'first-password')),
      'codec-login': codec(this.codecs[1], this.#passwordFile),
      program: { driver: 'reported-ring', heartbeat: 1000, longestRing: 60_000 },
      'room-lamp': lent('lamp', 'lamp'),
      'room-button': lent('button', 'button'),
      'own-lamp': { driver: 'virtual-lamp' },
    } as unknown as Site['devices'];
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
      counters: [],
      kiosks: [{ id: 'lobby', buttons: [] }],
      rings: [],
      devices,
      http: { host: '127.0.0.1', port: 0 },
      mqtt: { url: this.broker.url, certificate: this.certificate, key: join(this.folder, 'key.pem') },
    };
  }
}
