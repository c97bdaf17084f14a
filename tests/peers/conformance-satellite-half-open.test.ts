import { test } from 'uvu';
import { conform } from '../support/conformance/conform';
import { satelliteRows, satelliteStages } from '../support/conformance/satellite';

const [room, hub] = satelliteStages;
const stage = {
  open: () => Promise.all([room.open(), hub.open()]),
  close: () => Promise.all([room.close(), hub.close()]),
};

conform(satelliteRows, { stage, faults: ['half-open'], lanes: 12 });

test.run();
