import { pointerTo } from '../pointer';
import type { Finding } from '../problem';
import type { Site } from '../site';
import { ageFaults, readTls, type TlsFiles, type TlsSetting } from '../tls-files';
import type { RuleContext } from './rule';

type Context = RuleContext<Pick<Site, 'mqtt'>>;

const forTls = ['ca', 'certificate', 'key', 'serverName'] as const;

/** Settings that hold what their files should. No message may repeat it, as messages about a wrong form do. */
function pems(mqtt: TlsFiles): TlsSetting[] {
  return (['ca', 'certificate', 'key'] as const).filter(name => mqtt[name]?.includes('-----BEGIN'));
}

/** Whoever gives a certificate believes that the connection is encrypted: over mqtt:// it would not be. */
export function* tlsSettings({ site, isTroubled }: Context): Iterable<Finding> {
  const { mqtt } = site;
  if (!mqtt || isTroubled('/mqtt')) return;
  const pasted = pems(mqtt);
  if (pasted.length > 0) {
    for (const name of pasted)
      yield {
        code: 'site-mqtt-tls',
        at: pointerTo('mqtt', name),
        on: 'key',
        message: `${name === 'key' ? 'a key' : 'a certificate'} stands here itself; expected the name of its file`,
      };
    return;
  }
  const idle = forTls.find(name => mqtt[name] !== undefined);
  if (idle !== undefined && /^(mqtt|ws):/.test(String(mqtt.url))) {
    yield {
      code: 'site-mqtt-tls',
      at: pointerTo('mqtt', idle),
      on: 'key',
      message: `there is "${idle}", but "url" is without TLS`,
    };
  }
  if ((mqtt.certificate === undefined) === (mqtt.key === undefined)) return;
  const [given, other] = mqtt.key === undefined ? ['certificate', 'key'] : ['key', 'certificate'];
  yield {
    code: 'site-mqtt-tls',
    at: pointerTo('mqtt', given),
    on: 'key',
    message: `there is a "${given}", but no "${other}"`,
  };
}

export function* proxy({ site, isTroubled }: Context): Iterable<Finding> {
  const { url, username, passwordFile } = site.mqtt?.proxy ?? {};
  if (url === undefined || isTroubled('/mqtt/proxy')) return;
  if (!URL.canParse(url)) {
    const message = '"url" is no address; expected one such as http://proxy.example.fi:3128';
    yield { code: 'site-mqtt-proxy', at: '/mqtt/proxy/url', message };
  }
  if ((username === undefined) === (passwordFile === undefined)) return;
  const [given, other] = username === undefined ? ['passwordFile', 'username'] : ['username', 'passwordFile'];
  yield {
    code: 'site-mqtt-proxy',
    at: pointerTo('mqtt', 'proxy', given),
    on: 'key',
    message: `there is a "${given}", but no "${other}"`,
  };
}

/** Files for TLS are there, can be used, and will be for a while. */
export function* tlsFiles({ site, isTroubled, surroundings }: Context): Iterable<Finding> {
  const { mqtt } = site;
  if (!mqtt || !surroundings || isTroubled('/mqtt') || pems(mqtt).length > 0) return;
  const reading = readTls(mqtt, surroundings.read);
  for (const { setting, code, message } of [...reading.faults, ...ageFaults(reading, surroundings.now)])
    yield { code, at: pointerTo('mqtt', setting), message };
}
