import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSite } from '../../firmware/config/load-site';
import type { Site } from '../../firmware/config/site';

/** A site file whose printer and broker do not answer: ports at which nothing listens. */
export const nowhereSite = (broker = 'mqtt://127.0.0.1:10') => `
version: 1
site: point
appliance: hub
name: { fi: Testi }
languages: [fi]
organisations: [{ id: kunta, name: { fi: Kunta } }]
services: [{ id: kunta, letter: K, organisation: kunta, name: { fi: Kunta } }]
counters: [{ id: counter-1, name: { fi: Tiski 1 }, services: [kunta] }]
kiosks: [{ id: lobby, printer: printer }]
devices: { printer: { driver: escpos-tcp, host: 127.0.0.1, port: 9, profile: epson } }
http: { port: 0 }
mqtt: { url: "${broker}" }
`;

/** The same as a program has it. @param folder where its file may be written */
export function siteOf(folder: string): Site {
  const file = join(folder, 'site.yaml');
  writeFileSync(file, nowhereSite());
  return loadSite(file).site;
}
