import { test } from 'uvu';
import { conform } from '../support/conformance/conform';
import { satelliteRows, satelliteStages } from '../support/conformance/satellite';

conform(satelliteRows, { stage: satelliteStages[0], faults: ['two owners'] });

test.run();
