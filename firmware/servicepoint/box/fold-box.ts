import type { ServiceEvent } from '../events';
import type { ServicePointState } from '../state';

/** Takes in a fact. */
export function foldBox(state: ServicePointState, event: ServiceEvent): void {
  switch (event.type) {
    case 'appliance.started':
      // What was known of a device before the stop says nothing about it now.
      state.devices.clear();
      break;
    case 'appliance.mode-changed':
      state.mode = event.data.mode;
      break;
    case 'device.changed': {
      const { device, ...report } = event.data;
      state.devices.set(device, report);
      break;
    }
  }
}
