import { test } from 'uvu';
import { conformance } from '../support/printer-conformance';
import { serialWire } from '../support/printer-wires';

conformance(serialWire);

test.run();
