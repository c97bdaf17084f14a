import { conform } from '../support/conformance/conform';
import { gpioRows, gpioStage } from '../support/conformance/gpio';
import { runInNamespace } from '../support/sysfs-namespace';

conform(gpioRows, { stage: gpioStage });

runInNamespace(__filename);
