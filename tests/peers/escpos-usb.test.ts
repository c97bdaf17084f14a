import { test } from 'uvu';
import { conformance } from '../support/printer-conformance';
import { usbWire } from '../support/printer-wires';

conformance(usbWire);

test.run();
