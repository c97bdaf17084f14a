import { conditions } from '../box/conditions';
import { type Metric, one, oneOfThree } from './metric';

/** The machine. */
export const boxMetrics: readonly Metric[] = [
  {
    name: 'tiski_box_health',
    type: 'gauge',
    help: 'Health of the box itself: 1 for the state that it is in, 0 for the others.',
    labels: ['state'],
    read: ({ box }) => (box?.health ? oneOfThree(box.health.health) : []),
  },
  {
    name: 'tiski_box_condition',
    type: 'gauge',
    help: 'Whether a fault or warning of the box is told, damped, by its code of the catalogue.',
    labels: ['code'],
    read: ({ box }) => {
      const { health } = box ?? {};
      if (!health) return [];
      const told = new Set<string | undefined>([health.code, ...health.warnings]);
      return conditions.map(({ code }) => ({ labels: { code }, value: Number(told.has(code)) }));
    },
  },
  {
    name: 'tiski_box_health_since_timestamp_seconds',
    type: 'gauge',
    help: 'Since when the box has been in its present state of health, by its own clock.',
    read: ({ box }) => one(seconds(box?.health?.since)),
  },
  {
    name: 'tiski_box_temperature_celsius',
    type: 'gauge',
    help: 'Hottest thermal zone of the box.',
    read: ({ box }) => one(box?.readings.temperature),
  },
  {
    name: 'tiski_box_disk_free_bytes',
    type: 'gauge',
    help: 'Free space where the state of the box is kept.',
    read: ({ box }) => one(box?.readings.diskFree),
  },
  {
    name: 'tiski_box_disk_size_bytes',
    type: 'gauge',
    help: 'Size of the file system where the state of the box is kept.',
    read: ({ box }) => one(box?.readings.diskSize),
  },
  {
    name: 'tiski_box_flash_wear_ratio',
    type: 'gauge',
    help: 'Used up of the life of the flash memory, in tenths, rounded up; absent for memory that does not tell.',
    read: ({ box }) => one(box?.readings.flashWear),
  },
  {
    name: 'tiski_box_memory_available_bytes',
    type: 'gauge',
    help: 'Memory of the box that programs can still have.',
    read: ({ box }) => one(box?.readings.memoryFree),
  },
  {
    name: 'tiski_box_memory_size_bytes',
    type: 'gauge',
    help: 'Memory of the box.',
    read: ({ box }) => one(box?.readings.memorySize),
  },
  {
    name: 'tiski_box_load_ratio',
    type: 'gauge',
    help: 'Processes that want to run, mean of a minute, per processor.',
    read: ({ box }) => one(box?.readings.load),
  },
  {
    name: 'tiski_box_clock_synced',
    type: 'gauge',
    help: 'Whether a time server keeps the clock of the box.',
    read: ({ box }) => one(box?.clock.synced),
  },
  {
    name: 'tiski_certificate_expiry_timestamp_seconds',
    type: 'gauge',
    help: 'When the certificate that the box shows to its broker ends.',
    read: ({ box }) => one(seconds(box?.readings.certificateEndsAt)),
  },
  {
    name: 'tiski_event_loop_delay_seconds',
    type: 'gauge',
    help: 'By how much the 99th of a hundred timers of the program was late, of the last quarter of a minute.',
    read: ({ box }) => one(seconds(box?.readings.loopDelay)),
  },
];

function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}
