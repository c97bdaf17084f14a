import { test } from 'uvu';
import { conform } from '../support/conformance/conform';
import { satelliteRows, satelliteStages } from '../support/conformance/satellite';

/** The lost edge last: what was swallowed is missing on that connection until the boxes have made a new one. */
const faults = ['bounce', 'stuck', 'slow', 'garbage', 'reset in mid-command', 'lost edge'] as const;

conform(satelliteRows, { stage: satelliteStages[0], faults });

test.run();
