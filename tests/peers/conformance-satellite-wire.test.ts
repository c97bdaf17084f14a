import { test } from 'uvu';
import { conform } from '../support/conformance/conform';
import { satelliteRows, satelliteStages } from '../support/conformance/satellite';

const faults = ['bounce', 'stuck', 'lost edge', 'slow', 'garbage', 'reset in mid-command'] as const;

conform(satelliteRows, { stage: satelliteStages[0], faults });

test.run();
