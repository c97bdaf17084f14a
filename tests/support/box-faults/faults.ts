import { garbage } from '../../../simulator/printer';
import type { BoxFault, Lanes, Shown } from './fault';
import type { FaultStage, MachineFile } from './stage';
import { lines } from './wiring';

const failed = (code: Extract<Shown, { code: unknown }>['code']): Shown => ({ health: 'failed', code });
const unknown = (code: Extract<Shown, { code: unknown }>['code']): Shown => ({ health: 'unknown', code });
const all = (places: readonly string[], shown: Shown) =>
  Object.fromEntries(places.map(place => [place, shown]));

const onGpio = ['gpio-button', 'gpio-bell', 'gpio-lamp', 'gpio-sounder'];
const onBoard = ['board-lamp', 'board-button'];
const ofRoom = ['room-lamp', 'room-button'];

/** A printer is asked for its status every 0.8 s. */
const printer = { within: 2_000, back: 2_000 };

/** Looked at every 15 s; told when it has been so for 30 s, and over for ten minutes. In the test 150 times as fast. */
const machine = { within: 45_000, back: 615_000, inTest: { within: 1_000, back: 1_500 } };

/** Something at the machine of a box, as its kernel shows it. */
function atMachine(
  what: string,
  file: MachineFile,
  content: string,
  warning: Extract<Shown, { warning: unknown }>['warning'],
  box: 'hub' | 'room' = 'hub',
): BoxFault {
  return {
    what: box === 'hub' ? what : `${what}, at a satellite`,
    shows: { [box === 'hub' ? 'box' : `satellites/${box}`]: { warning } },
    ...machine,
    async provoke(stage) {
      stage.machine(file, content, box);
      return () => stage.mend(file, box);
    },
  };
}

/** So much is left on the disk. */
const disk = (what: string, size: string, shown: Shown): BoxFault => ({
  what,
  shows: { box: shown },
  ...machine,
  async provoke(stage) {
    stage.resizeDisk(size);
    return () => stage.resizeDisk('1g');
  },
});

function sync(act: (stage: FaultStage) => void, end: (stage: FaultStage) => void): BoxFault['provoke'] {
  return async stage => {
    act(stage);
    return () => end(stage);
  };
}

const throttled = 'sys/devices/platform/soc/soc:firmware/get_throttled';
const heat = 'sys/class/thermal/thermal_zone0/temp';

export const lanes: Lanes = {
  'sensors of a printer': [
    {
      what: 'the paper is out',
      shows: { 'printer-sensors': failed('printer-paper-out') },
      ...printer,
      provoke: sync(
        ({ sensors }) => sensors.paperOut(),
        ({ sensors }) => sensors.loadPaper(),
      ),
    },
    {
      what: 'the roll is near its end',
      shows: { 'printer-sensors': { warning: 'printer-paper-low' } },
      ...printer,
      provoke: sync(
        ({ sensors }) => sensors.paperNearEnd(),
        ({ sensors }) => sensors.loadPaper(),
      ),
    },
    {
      what: 'the cover is open',
      shows: { 'printer-sensors': failed('printer-cover-open') },
      ...printer,
      provoke: sync(
        ({ sensors }) => sensors.openCover(),
        ({ sensors }) => sensors.closeCover(),
      ),
    },
  ],
  'cutter of a printer': [
    {
      what: 'the cutter is stuck when a test ticket is cut',
      shows: { 'printer-cutter': failed('printer-cutter-jam') },
      within: 8_000,
      back: 7_000,
      async provoke(stage) {
        stage.cutter.cutterJam();
        stage.publish('command/self-test', {
          id: 'cutter',
          by: 'technician',
          args: { device: 'printer-cutter', print: true },
        });
        return () => stage.cutter.clearCutterJam();
      },
    },
  ],
  'network of a printer': [
    {
      what: 'nothing listens at the address of the printer',
      shows: { 'printer-wire': failed('printer-unreachable') },
      within: 2_000,
      back: 5_000,
      provoke: async ({ wire }) => {
        await wire.stop();
        return () => wire.start();
      },
    },
    {
      what: 'the cable lets nothing through, and nobody tells',
      shows: { 'printer-wire': unknown('printer-silent') },
      within: 2_000,
      back: 5_000,
      provoke: async ({ wire }) => {
        await wire.unplugCable();
        return () => wire.plugCable();
      },
    },
    {
      what: 'the printer answers nonsense',
      shows: { 'printer-wire': unknown('printer-garbage') },
      within: 5_000,
      back: 5_000,
      provoke: async ({ wire }) => wire.behave(garbage(7)),
    },
  ],
  'serial cable of a printer': [
    {
      what: 'the printer is unplugged',
      shows: { 'printer-cable': failed('printer-unplugged') },
      within: 2_000,
      back: 5_000,
      provoke: sync(
        ({ cable }) => cable.unplug(),
        ({ cable }) => cable.plug(),
      ),
    },
  ],
  'GPIO lines': [
    {
      what: 'a button is held down, and a bell contact does not open',
      shows: { 'gpio-button': failed('button-stuck'), 'gpio-bell': failed('contact-stuck') },
      // `stuckAfter` of the site file, 1 s here, and half a second.
      within: 1_500,
      back: 2_000,
      async provoke({ gpio }) {
        await Promise.all([gpio.set(lines.button, true), gpio.set(lines.bell, true)]);
        return async () => {
          await Promise.all([gpio.set(lines.button, false), gpio.set(lines.bell, false)]);
        };
      },
    },
    {
      what: 'the chip with the lines is gone',
      shows: all(onGpio, failed('gpio-absent')),
      within: 2_000,
      back: 2_000,
      async provoke({ gpio }) {
        await gpio.unplug();
        return () => gpio.plug(600);
      },
    },
    {
      what: 'the chip comes back with one of its lines in the hands of a driver of the kernel',
      shows: { 'gpio-lamp': failed('gpio-line-busy') },
      touches: onGpio,
      // Gone and back, each noticed within a second.
      within: 4_000,
      back: 2_000,
      async provoke(stage) {
        const { gpio } = stage;
        await gpio.unplug();
        await stage.failed('gpio-lamp');
        await gpio.hold(lines.lamp);
        await gpio.plug(640);
        return () => gpio.release(lines.lamp);
      },
    },
  ],
  'board on USB': [
    {
      what: 'the board is unplugged',
      shows: all(onBoard, failed('board-lost')),
      within: 2_000,
      back: 5_000,
      provoke: sync(
        ({ board }) => board.unplug(),
        ({ board }) => board.plug(),
      ),
    },
    {
      what: 'the program of the board hangs',
      shows: all(onBoard, failed('board-silent')),
      within: 2_000,
      back: 8_000,
      provoke: sync(
        ({ board }) => board.hang(),
        ({ board }) => board.revive(),
      ),
    },
  ],
  'network of a video unit': [
    {
      what: 'the unit says something that is not its language',
      shows: { 'codec-wire': unknown('codec-garbage') },
      within: 5_000,
      back: 8_000,
      provoke: sync(
        ({ codecs: [codec] }) => codec.garble('gar bage }{\n'),
        () => undefined,
      ),
    },
    {
      what: 'the unit drops the connection',
      shows: { 'codec-wire': unknown('codec-lost') },
      within: 5_000,
      back: 8_000,
      provoke: sync(
        ({ codecs: [codec] }) => codec.drop(),
        () => undefined,
      ),
    },
    {
      what: 'the unit is switched off',
      shows: { 'codec-wire': unknown('codec-unreachable') },
      within: 5_000,
      back: 8_000,
      async provoke({ codecs: [codec] }) {
        await codec.powerOff();
        return () => codec.powerOn();
      },
    },
  ],
  'login at a video unit': [
    {
      what: 'the unit hangs',
      shows: { 'codec-login': unknown('codec-silent') },
      within: 5_000,
      back: 8_000,
      provoke: sync(
        ({ codecs: [, codec] }) => codec.hang(),
        ({ codecs: [, codec] }) => codec.hang(false),
      ),
    },
    {
      what: 'the unit has another password now',
      shows: { 'codec-login': failed('codec-refused') },
      within: 5_000,
      back: 8_000,
      async provoke(stage) {
        const [, codec] = stage.codecs;
        codec.changePassword('another');
        codec.drop();
        return () => stage.writePassword('another');
      },
    },
  ],
  'program that reports ringing': [
    {
      what: 'the program is silent for longer than its heartbeat, 1 s here',
      shows: { program: unknown('ring-reports-missing') },
      within: 1_500,
      back: 1_000,
      async provoke(stage) {
        stage.isReporting = false;
        return () => {
          stage.isReporting = true;
        };
      },
    },
  ],
  'satellite in another room': [
    {
      what: 'a lamp of the satellite hangs on a board that is gone',
      shows: { 'room-lamp': failed('board-lost') },
      within: 1_000,
      back: 1_000,
      provoke: sync(
        ({ roomLamp }) => roomLamp.report({ health: 'failed', code: 'board-lost' }),
        ({ roomLamp }) => roomLamp.report({ health: 'ok' }),
      ),
    },
    atMachine('it is too warm', heat, '78000\n', 'box-hot', 'room'),
    {
      what: 'the cable of the satellite is cut',
      shows: { ...all(ofRoom, unknown('satellite-lost')), 'satellites/room': unknown('satellite-lost') },
      within: 5_000,
      back: 4_000,
      async provoke({ roomWire }) {
        roomWire.silence(true);
        return () => {
          roomWire.silence(false);
          roomWire.cut();
        };
      },
    },
  ],
  'the box itself': [
    atMachine('it is too warm', heat, '78000\n', 'box-hot'),
    atMachine('the supply is too weak', throttled, '1\n', 'box-under-voltage'),
    atMachine('the processor is slowed down', throttled, '4\n', 'box-throttled'),
    atMachine(
      'the flash memory is worn out',
      'sys/block/mmcblk0/device/life_time',
      '0x01 0x09\n',
      'disk-worn',
    ),
    atMachine(
      'hardly any memory is left',
      'proc/meminfo',
      'MemTotal: 3884436 kB\nMemAvailable:      30000 kB\n',
      'memory-low',
    ),
    atMachine(
      'other programs keep it busy',
      'proc/loadavg',
      '99.00 99.00 99.00 9/467 12345\n',
      'box-busy-long',
    ),
    disk('the disk is nearly full', '200m', { warning: 'disk-low' }),
    disk('the disk is full', '12m', failed('disk-full')),
    {
      what: 'no time server keeps the clock',
      shows: { box: { warning: 'clock-unsynced' } },
      ...machine,
      async provoke(stage) {
        stage.isClockKept = false;
        return () => {
          stage.isClockKept = true;
        };
      },
    },
  ],
};

/** Has the box connect anew, so it comes when nothing else is going on. */
export const lastLanes: Lanes = {
  'certificate of the box': [
    {
      what: 'the certificate ends in three days, seen at the next connection or within an hour',
      shows: { box: { warning: 'tls-expires-soon' } },
      within: 3_600_000,
      back: 3_600_000,
      inTest: { within: 5_000, back: 5_000 },
      async provoke(stage) {
        stage.useCertificate('ending');
        await stage.pushOff();
        return async () => {
          stage.useCertificate('sound');
          await stage.pushOff();
        };
      },
    },
  ],
};
