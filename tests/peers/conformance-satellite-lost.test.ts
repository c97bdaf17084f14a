import { test } from 'uvu';
import { conform } from '../support/conformance/conform';
import { satelliteRows, satelliteStages } from '../support/conformance/satellite';

const [first, second] = satelliteStages;
const stage = {
  open: () => Promise.all([first.open(), second.open()]),
  close: () => Promise.all([first.close(), second.close()]),
};

conform(satelliteRows, { stage, faults: ['unplug', 'two owners'], lanes: 12 });

test.run();
