import { TiskiError } from '../../hal/platform/error';
import { loadDriver } from '../../hal/registry';
import { printerAt } from './printer-address';
import type { Site } from './site';

/** What the environment may put in the place of the site file's settings (contract.md, "Commands"). */
export interface Environment {
  readonly TISKI_HTTP_PORT?: string;
  readonly TISKI_MQTT_URL?: string;
  readonly TISKI_PRINTER_URL?: string;
}

/** The site with the environment's settings in place. @throws TiskiError `setting-invalid`, `printer-port-unstable` */
export function withOverrides(site: Site, environment: Environment): Site {
  const { TISKI_HTTP_PORT: httpPort, TISKI_MQTT_URL: mqttUrl, TISKI_PRINTER_URL: printerUrl } = environment;
  return {
    ...site,
    ...(httpPort ? { http: { ...site.http, port: portOf('TISKI_HTTP_PORT', httpPort) } } : {}),
    ...(mqttUrl ? { mqtt: { url: checkedUrl('TISKI_MQTT_URL', mqttUrl, /^(mqtts?|wss?):$/).href } } : {}),
    ...(printerUrl ? { devices: withPrinterAt(site.devices, printerUrl) } : {}),
  };
}

/** A port number. @throws TiskiError `setting-invalid` */
export function portOf(setting: string, text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535)
    throw new TiskiError('setting-invalid', `${setting}=${text}: a port is 0 to 65535`);
  return port;
}

/** Every ticket printer of the site prints at the given address instead. */
function withPrinterAt(devices: Site['devices'], address: string): Site['devices'] {
  const entries = Object.entries(devices).map(([name, entry]) => {
    if (loadDriver(entry.driver).kind !== 'ticket-printer') return [name, entry];
    const paper = 'paper' in entry ? { paper: entry.paper } : {};
    return [name, printerAt('TISKI_PRINTER_URL', address, paper)];
  });
  return Object.fromEntries(entries);
}

function checkedUrl(setting: string, text: string, protocol: RegExp): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !protocol.test(url.protocol) || url.hostname === '') {
    throw new TiskiError('setting-invalid', `${setting}=${text}`);
  }
  return url;
}
