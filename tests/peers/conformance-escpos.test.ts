import { test } from 'uvu';
import { conform } from '../support/conformance/conform';
import { printerRows } from '../support/conformance/printers';

conform(printerRows, { lanes: 8 });

test.run();
