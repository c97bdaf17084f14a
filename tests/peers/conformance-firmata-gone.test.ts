import { test } from 'uvu';
import { conform } from '../support/conformance/conform';
import { firmataRows, firmataStage } from '../support/conformance/firmata';

conform(firmataRows, { stage: firmataStage, faults: ['unplug', 'half-open'] });

test.run();
