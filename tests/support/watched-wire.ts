import type { MqttClient } from 'mqtt';
import { EmbeddedBroker, type EmbeddedBrokerOptions } from '../../simulator/broker/embedded-broker';
import { atFileEnd } from '../running/file-end';
import { WireCheck } from './wire-check';

const check = new WireCheck();
const complaints = new Set<string>();
const meant = new Set<string>();

// A file whose appliance said something that stands in no document has failed.
atFileEnd(() => {
  const found = [...complaints];
  complaints.clear();
  meant.clear();
  return found.length === 0 ? undefined : `not as the AsyncAPI document says:\n${found.join('\n')}`;
});

/** A test sends this on purpose, in the name of a box: it is no fault of a box. */
export function nonsense(payload: string): string {
  meant.add(payload);
  return payload;
}

/** Holds a message against the AsyncAPI document; one that does not fit makes the test file fail at its end. */
export function watchMessage(topic: string, text: string, retain?: boolean): void {
  if (meant.has(text)) return;
  const complaint = check.complaint(topic, text, retain);
  if (complaint !== undefined) complaints.add(complaint.slice(0, 500));
}

/** Holds all that a client of a test receives against the document. */
export function watched(client: MqttClient): MqttClient {
  client.on('message', (topic, payload) => watchMessage(topic, payload.toString('utf8')));
  return client;
}

/** An embedded broker for a test, at any free port; all that reaches it is held against the document. */
export function watchedBroker(options: Omit<EmbeddedBrokerOptions, 'port'>): EmbeddedBroker {
  const broker = new EmbeddedBroker({ port: 0, ...options });
  broker.events.on('message', ({ topic, payload }) => watchMessage(topic, payload));
  return broker;
}
