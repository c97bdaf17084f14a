import type { IClientOptions, MqttClient } from 'mqtt';

const defaultPorts: Readonly<Record<string, number>> = { mqtt: 1883, mqtts: 8883, ws: 80, wss: 443 };

/**
 * A client on its way to the broker. mqtt.js is loaded at the first one, so a start does not wait for it.
 * @param url as in a site file: mqtt, mqtts, ws or wss
 */
export function mqttClient(url: string, options: IClientOptions): MqttClient {
  const { connect } = require('mqtt') as typeof import('mqtt', { with: { 'resolution-mode': 'require' }});
  const { writeToStream } = require('mqtt-packet') as { writeToStream: { cacheNumbers: boolean } };
  // It would make 65 536 buffers of two bytes beforehand: 7 MB for a box that sends a few messages a minute.
  writeToStream.cacheNumbers = false;
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const scheme = protocol.slice(0, -1);
  return connect({
    ...options,
    protocol: scheme as IClientOptions['protocol'],
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? defaultPorts[scheme] : Number(port),
    ...(scheme.startsWith('ws') && { path: pathname + search }),
  });
}
