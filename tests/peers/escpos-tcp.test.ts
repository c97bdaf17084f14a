import { test } from 'uvu';
import { conformance } from '../support/printer-conformance';
import { tcpWire } from '../support/printer-wires';

conformance(tcpWire);

test.run();
