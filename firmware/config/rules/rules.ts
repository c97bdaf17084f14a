import type { SatelliteSite } from '../satellite-site';
import {
  calendarCategories,
  calendarIds,
  calendarPlaces,
  lateBeforeMissed,
  plainCalendars,
} from './bookings';
import { callingPolicies, callingServices, patience } from './calling';
import { dateOrder, dates, exceptions, rhythms } from './dates';
import { devicePlaces, unusedDevices } from './devices';
import { directions, ids, letters, names } from './duplicates';
import { campaigns, pageName, windows } from './feedback';
import { hours } from './hours';
import { numberlessKiosks, sameButtons } from './kiosks';
import { doubtfulLanguages, translations } from './languages';
import { neighbourHealth, neighbourSources, plainNeighbours, roomNames } from './neighbours';
import { addresses, broker, hosts } from './network';
import { logo, timezone } from './place';
import { references } from './references';
import {
  directoryAddresses,
  helpPoints,
  ringLevels,
  ringOrigins,
  ringTimes,
  unheardHelp,
  unnoticedRings,
} from './rings';
import type { Rule } from './rule';
import { borrowedDevices, lentDevices, signlessButtons } from './satellites';
import { unservedServices, unusedOrganisations } from './service';
import { proxy, tlsFiles, tlsSettings } from './transport';
import { sharedLines } from './wires';

/** Everything that must hold for a site beyond the form of its settings. Where two would speak of one place, the earlier is heard. */
export const rules: readonly Rule[] = [
  references,
  ids,
  directions,
  letters,
  names,
  dates,
  dateOrder,
  rhythms,
  exceptions,
  hours,
  translations,
  doubtfulLanguages,
  devicePlaces,
  unusedDevices,
  callingPolicies,
  callingServices,
  patience,
  unservedServices,
  unusedOrganisations,
  numberlessKiosks,
  sameButtons,
  addresses,
  sharedLines,
  broker,
  tlsSettings,
  proxy,
  tlsFiles,
  hosts,
  borrowedDevices,
  ringOrigins,
  unnoticedRings,
  ringLevels,
  ringTimes,
  helpPoints,
  unheardHelp,
  directoryAddresses,
  campaigns,
  windows,
  pageName,
  calendarPlaces,
  calendarIds,
  calendarCategories,
  lateBeforeMissed,
  plainCalendars,
  neighbourSources,
  roomNames,
  neighbourHealth,
  plainNeighbours,
  timezone,
  logo,
];

/** The same for the file of a satellite. */
export const satelliteRules: readonly Rule<SatelliteSite>[] = [
  devicePlaces,
  sharedLines,
  lentDevices,
  signlessButtons,
  broker,
  tlsSettings,
  proxy,
  tlsFiles,
  hosts,
];
