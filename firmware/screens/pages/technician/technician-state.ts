import { type Look, lookFrom, lookQuery } from '../shell/look';
import { queryHref } from '../shell/query';
import type { PressSeen } from './technician-feed';

export const parts = ['devices', 'presses', 'box', 'log'] as const;
export type Part = (typeof parts)[number];

/** Where the technician is. Look, part and device stand in the address. */
export interface TechnicianState {
  readonly look: Look;
  readonly part: Part;
  /** The device that is looked at; with the part `devices` only. */
  readonly device?: string;
  /** Seen since the page was opened, newest first. */
  readonly presses: readonly PressSeen[];
  /** Counts up when the log has new lines, so that it is read anew. */
  readonly logged: number;
  /** What was asked for and what has become of it. */
  readonly answer?: Answer;
  /** What is to be restarted, before it was said twice: a device, or the box. */
  readonly asking?: { readonly device?: string };
}

export interface Answer {
  readonly kind: 'moment' | 'asked' | 'done' | 'refused' | 'needed' | 'no-answer';
  readonly code?: string;
}

/** Presses that are kept. */
export const mostPresses = 60;

/** @param language of the site, where the query names none */
export function technicianState(query: URLSearchParams, language: string): TechnicianState {
  const device = query.get('device') ?? undefined;
  return {
    look: lookFrom(query, language),
    part: parts.find(part => query.has(part)) ?? 'devices',
    ...(device && { device }),
    presses: [],
    logged: 0,
  };
}

/** @param usual language of the site */
export function technicianHref({ look, part, device }: TechnicianState, usual: string): string {
  return queryHref({
    ...lookQuery(look, usual),
    ...(part !== 'devices' && { [part]: '' }),
    ...(part === 'devices' && device !== undefined && { device }),
  });
}
