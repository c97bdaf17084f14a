import { type Metric, oneOfThree } from './metric';

/** Every peripheral, by its name in the site file. */
export const deviceMetrics: readonly Metric[] = [
  {
    name: 'tiski_device_health',
    type: 'gauge',
    help: 'Health of a device: 1 for the state that it is in, 0 for the others.',
    labels: ['device', 'kind', 'state'],
    read: ({ hal }) =>
      [...hal.devices.values()].flatMap(({ name, kind, status }) =>
        oneOfThree(status.health, { device: name, kind }),
      ),
  },
  {
    name: 'tiski_device_reason',
    type: 'gauge',
    help: 'Always 1: why a device is not ok, and what will fail soon although it works, by code of the catalogue.',
    labels: ['device', 'kind', 'code'],
    read: ({ hal }) =>
      [...hal.devices.values()].flatMap(({ name, kind, status: { code, warnings = [] } }) =>
        [...new Set([...(code === undefined ? [] : [code]), ...warnings])].map(reason => ({
          labels: { device: name, kind, code: reason },
          value: 1,
        })),
      ),
  },
  {
    name: 'tiski_device_counts_total',
    type: 'counter',
    help: 'What a device or its driver counts, such as presses, prints, cuts, millimetres of paper, resets.',
    labels: ['device', 'kind', 'counter'],
    read: ({ hal }) =>
      [...hal.devices.values()].flatMap(({ name, kind, counters }) =>
        Object.entries(counters).map(([counter, value]) => ({
          labels: { device: name, kind, counter },
          value,
        })),
      ),
  },
];
