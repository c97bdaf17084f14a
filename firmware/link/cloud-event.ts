import type { ServiceEvent } from '../servicepoint/events';
import type { EventEnvelope } from './messages';
import type { Numbered } from './outbox';

/** CloudEvents MQTT binding 1.0.2, section 3.2: the content type of structured mode. */
export const eventContentType = 'application/cloudevents+json';

export interface EventOrigin {
  readonly site: string;
  readonly appliance: string;
  readonly epoch: string;
}

/** The part of an event's type before the dot: the topic that it is published on. */
export function familyOf(event: ServiceEvent): string {
  return event.type.slice(0, event.type.indexOf('.'));
}

/** A published fact as CloudEvents 1.0 (contract.md, "MQTT"). */
export function cloudEvent(
  { number, fact: { event } }: Numbered,
  { site, appliance, epoch }: EventOrigin,
  clock: EventEnvelope['clock'],
): EventEnvelope {
  return {
    specversion: '1.0',
    id: `${appliance}/${epoch}/${number}`,
    source: `tiski:${site}/${appliance}`,
    type: `fi.tiski.${event.type}.v1`,
    subject: subjectOf(event) ?? appliance,
    time: new Date(event.at).toISOString(),
    datacontenttype: 'application/json',
    sequence: number,
    epoch,
    clock,
    mode: event.mode ?? 'live',
    data: event.data,
  };
}

function subjectOf({ data }: ServiceEvent): string | undefined {
  if ('ticket' in data) return data.ticket;
  if ('device' in data) return data.device;
  if ('ring' in data) return data.ring;
  if ('source' in data) return data.source;
  if ('place' in data) return data.place;
  if ('unit' in data) return data.unit;
  if ('figures' in data) return data.service ?? data.organisation;
  return undefined;
}
