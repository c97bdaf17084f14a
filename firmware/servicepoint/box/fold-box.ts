import type { ServiceEvent } from '../events';
import type { DeviceReport, SelfTest, ServicePointState } from '../state';

/** Takes in a fact. */
export function foldBox(state: ServicePointState, event: ServiceEvent): void {
  const { at } = event;
  switch (event.type) {
    case 'appliance.started':
      // What was known before the stop says nothing about now; when it was last well stays known.
      for (const reports of [state.devices, state.boxes])
        for (const [name, before] of reports) reports.set(name, forgotten(before, at));
      delete state.restartAsked;
      break;
    case 'appliance.mode-changed':
      state.mode = event.data.mode;
      break;
    case 'appliance.clock-stepped':
      for (const reports of [state.devices, state.boxes])
        for (const [name, report] of reports) reports.set(name, shifted(report, event.data.by));
      if (state.restartAsked !== undefined) state.restartAsked += event.data.by;
      break;
    case 'appliance.restart-asked':
      if (event.data.device === undefined && event.data.satellite === undefined) state.restartAsked = at;
      break;
    case 'device.changed': {
      const { device, ...report } = event.data;
      state.devices.set(device, after(state.devices.get(device), report, at));
      break;
    }
    case 'appliance.health-changed': {
      const { satellite = '', ...report } = event.data;
      state.boxes.set(satellite, after(state.boxes.get(satellite), report, at));
      break;
    }
    case 'device.tested': {
      const { device, ...ended } = event.data;
      state.selfTests.set(device, tested(ended, at));
      break;
    }
    case 'appliance.tested':
      state.selfTests.set('', tested(event.data, at));
      break;
  }
}

type Told = Pick<DeviceReport, 'health' | 'code' | 'warnings'>;

function after(before: DeviceReport | undefined, told: Told, at: number): DeviceReport {
  const same = before?.health === told.health && before.code === told.code;
  const lastGood = before?.health === 'ok' ? at : before?.lastGood;
  return {
    ...told,
    since: same ? before.since : at,
    ...(told.health !== 'ok' && lastGood !== undefined && { lastGood }),
  };
}

/** Of one that was well when the box stopped it is certain only that it was well when it said so. */
function forgotten({ health, since, lastGood }: DeviceReport, at: number): DeviceReport {
  const good = health === 'ok' ? since : lastGood;
  return {
    health: 'unknown',
    code: 'device-not-started',
    warnings: [],
    since: at,
    ...(good !== undefined && { lastGood: good }),
  };
}

function shifted(report: DeviceReport, by: number): DeviceReport {
  const { since, lastGood } = report;
  return { ...report, since: since + by, ...(lastGood !== undefined && { lastGood: lastGood + by }) };
}

function tested({ result, code }: Pick<SelfTest, 'result' | 'code'>, at: number): SelfTest {
  return { result, ...(code !== undefined && { code }), at };
}
