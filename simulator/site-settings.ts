import { join, resolve } from 'node:path';
import { portOf } from '../firmware/config/overrides';

/** How a simulated site is to run. */
export interface SiteSettings {
  readonly siteFile: string;
  /** Survives restarts of the simulated site. */
  readonly stateDir: string;
  readonly httpPort: number;
  /** Port of the embedded broker. */
  readonly mqttPort: number;
  /** A broker elsewhere; then none is embedded. */
  readonly mqttUrl: string | undefined;
  /** A printer elsewhere; then none is simulated. */
  readonly printerUrl: string | undefined;
  /** Whether customers and advisors come by themselves. */
  readonly people: boolean;
  readonly seed: number;
}

/** Every variable of the environment that a simulated site reads, for `--help`. */
export const environmentHelp = `
Environment:
  TISKI_HTTP_PORT    port of pages and API (8080)
  TISKI_MQTT_PORT    port of the embedded broker (1883)
  TISKI_MQTT_URL     report to a broker elsewhere instead of the embedded one, such as mqtt://127.0.0.1:1884
  TISKI_PRINTER_URL  print elsewhere instead of on the simulated printer: tcp://192.0.2.7:9100,
                     serial:/dev/serial/by-id/...?baud=19200&flow=xon-xoff, usb:04b8:0e15 or usb:/dev/...
  TISKI_STATE_DIR    folder that survives restarts (./state)
  TISKI_PEOPLE=0     nobody comes by itself
`;

/** The folder of the repository, from the bundle and from the sources alike. */
const root = join(__dirname, '..');

/** @throws TiskiError `setting-invalid` */
export function siteSettings(name: string, seed: string, environment: NodeJS.ProcessEnv): SiteSettings {
  const {
    TISKI_HTTP_PORT: http,
    TISKI_MQTT_PORT: mqtt,
    TISKI_STATE_DIR: state,
    TISKI_PEOPLE: people,
  } = environment;
  return {
    siteFile: /\.ya?ml$/.test(name) ? resolve(name) : join(root, 'simulator', 'sites', `${name}.yaml`),
    stateDir: resolve(state || 'state'),
    httpPort: portOf('TISKI_HTTP_PORT', http || '8080'),
    mqttPort: portOf('TISKI_MQTT_PORT', mqtt || '1883'),
    mqttUrl: environment.TISKI_MQTT_URL || undefined,
    printerUrl: environment.TISKI_PRINTER_URL || undefined,
    people: people !== '0',
    seed: Number.parseInt(seed, 10) || 1,
  };
}
