import { test } from 'uvu';
import { conform } from '../support/conformance/conform';
import { reportedRingRows, ringReportBench } from '../support/conformance/reported-ring';

conform(reportedRingRows, { stage: ringReportBench });

test.run();
