import { test } from 'uvu';
import { conform } from '../support/conformance/conform';
import { xapiRows } from '../support/conformance/xapi';

conform(xapiRows, { lanes: 8 });

test.run();
