import type { IClientOptions, MqttClient } from 'mqtt';
import { isTiskiError, type TiskiError } from '../../hal/platform/error';
import { explained } from './explained';
import { strangeAnswer } from './first-bytes';
import { ifTlsExpected, isPlain, openWire, type WireOptions } from './wire';

export interface BrokerClient {
  /** On its way to the CONNACK. Its errors are `TiskiError`s, or such as `explained` knows. */
  readonly client: MqttClient;
  /** A better reason than `link-unreachable` why the broker ended the connection, if it never said anything. */
  readonly reasonOf: (thought: TiskiError, signal: AbortSignal) => Promise<TiskiError>;
}

/**
 * A client over a connection that is open already: mqtt.js knows neither keys nor proxies. It is loaded at the first one, so a start does
 * not wait for it.
 * @throws TiskiError as `openWire`
 */
export async function mqttClient(
  wireOptions: WireOptions,
  options: IClientOptions,
  signal: AbortSignal,
): Promise<BrokerClient> {
  const wire = await openWire(wireOptions, signal);
  const { MqttClient, Store } = require('mqtt') as typeof import('mqtt', { with: {
    'resolution-mode': 'require',
  }});
  const { writeToStream } = require('mqtt-packet') as { writeToStream: { cacheNumbers: boolean } };
  // It would make 65 536 buffers of two bytes beforehand: 7 MB for a box that sends a few messages a minute.
  writeToStream.cacheNumbers = false;
  const outgoingStore = new Store();
  // It would be gone with the connection, and an acknowledgement that was read before but comes to its turn after throws, out of any reach.
  outgoingStore.close = closed => closed();
  const client = new MqttClient(() => wire, { ...options, outgoingStore });
  client.on('error', () => undefined);
  let answered = false;
  // It passes on only a few errors of its stream; the parser's complaint would come before ours.
  wire.on('error', error => client.emit('error', explained(error)));
  wire.prependOnceListener('data', (bytes: Buffer) => {
    answered = true;
    const strange = strangeAnswer(bytes);
    if (strange) client.emit('error', strange);
  });
  const reasonOf = async (thought: TiskiError, signal: AbortSignal) =>
    !answered && isPlain(wireOptions.url) && isTiskiError(thought, 'link-unreachable')
      ? ifTlsExpected(wireOptions, thought, signal)
      : thought;
  return { client, reasonOf };
}
