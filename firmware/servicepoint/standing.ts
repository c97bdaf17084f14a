import type { ServiceEvent } from './events';

/**
 * What a fact says until another says otherwise. The journal keeps the newest of each name however old it is, so that a replay from a later day
 * still knows it. Everything else that outlives a day is learned anew, or was told to nobody.
 */
export function standingOf({ type, data, mode }: ServiceEvent): string | undefined {
  switch (type) {
    case 'appliance.mode-changed':
      return 'mode';
    case 'appliance.configured':
      return `configured ${data.configuration?.revision ?? ''}`;
    case 'appliance.configuration-unfit':
      return `unfit ${data.revision}`;
    case 'presence.changed':
      return `presence ${data.place}`;
    // The number of the last: none is given twice.
    case 'message.sent':
      return 'message';
    case 'ring.chain-lost':
    case 'ring.chain-restored':
      return `chain ${data.group} ${data.device}`;
    // The number of its last ring: none is given twice.
    case 'ring.answered':
    case 'ring.missed':
    case 'ring.abandoned':
      return `ring ${data.source}`;
    // Up to when slips of paper have been counted; what is not live counts nowhere.
    case 'feedback.paper-counted':
      return mode === undefined ? `paper ${data.service ?? ''} ${data.question}` : undefined;
    default:
      return undefined;
  }
}

/** A service day begins: a replay may begin here as well. */
export function isBoundary({ type }: ServiceEvent): boolean {
  return type === 'appliance.day-opened';
}
