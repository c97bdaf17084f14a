import type { EventOf, ServiceEvent } from '../events';
import type { ServicePointView } from '../state';
import { begun, type CourseFact, followed, stepped } from './course';
import type { Mark } from './day-figures';
import { together } from './figures';
import type { Measures, Period, ServiceSoFar } from './measures-state';
import { monthOf, quarterOf } from './period';

/** Closed days whose summaries can still be printed. */
const mostClosed = 100;

/** Takes in a fact. @param state as it was before the fact */
export function foldMeasures(measures: Measures, event: ServiceEvent, state: ServicePointView): void {
  switch (event.type) {
    case 'appliance.day-opened':
      if (state.day !== '') {
        const { courses, marks } = measures;
        measures.ended = {
          day: state.day,
          courses: [...courses.values()],
          marks: [...marks],
          endedAt: event.at,
        };
      }
      measures.courses.clear();
      measures.marks.length = 0;
      break;
    case 'appliance.clock-stepped':
      for (const [code, course] of measures.courses)
        measures.courses.set(code, stepped(course, event.data.by));
      break;
    case 'measure.day-closed':
      takeIn(measures, event);
      break;
    case 'measure.month-closed':
      if (isOfPoint(event.data)) delete measures.month;
      break;
    case 'measure.quarter-closed':
      if (isOfPoint(event.data)) delete measures.quarter;
      break;
    default:
      // Demonstration and training are in no figure (product.md, "Modes"). A ticket taken in training has no course, whatever follows.
      if (state.mode === 'live') foldLive(measures, event);
  }
}

function foldLive(measures: Measures, event: ServiceEvent): void {
  switch (event.type) {
    case 'ticket.issued':
      measures.courses.set(event.data.ticket, begun(event));
      break;
    case 'ticket.called':
    case 'ticket.serving':
    case 'ticket.parked':
    case 'ticket.transferred':
    case 'ticket.served':
    case 'ticket.no-show':
    case 'ticket.reinstated':
    case 'ticket.cancelled':
      follow(measures, event);
      break;
    case 'ticket.booking-missed':
      mark(measures, 'bookingsMissed', event);
      break;
    case 'ticket.booking-moved':
      mark(measures, 'bookingsMoved', event);
      break;
    case 'ticket.booking-cancelled':
      mark(measures, 'bookingsCancelled', event);
      break;
  }
}

function follow({ courses }: Measures, event: CourseFact): void {
  const course = courses.get(event.data.ticket);
  if (course) courses.set(event.data.ticket, followed(course, event));
}

function mark(
  { marks }: Measures,
  what: Mark['what'],
  { at, data }: EventOf<'ticket.booking-missed' | 'ticket.booking-moved' | 'ticket.booking-cancelled'>,
): void {
  marks.push({ what, service: data.service, at });
}

/** Adds a closed day of a service to its month and quarter; the figures of the whole point come last and end the close. */
function takeIn(measures: Measures, { data }: EventOf<'measure.day-closed'>): void {
  const { day, service, organisation, figures } = data;
  if (service !== undefined) {
    const added = { service, ...(organisation !== undefined && { organisation }), days: [day], figures };
    measures.month = withDay(measures.month, monthOf(day), added);
    measures.quarter = withDay(measures.quarter, quarterOf(day), added);
  } else if (isOfPoint(data)) {
    delete measures.ended;
    measures.closed.push(day);
    if (measures.closed.length > mostClosed) measures.closed.shift();
  }
}

function withDay(period: Period | undefined, name: string, added: ServiceSoFar): Period {
  const services = period?.name === name ? period.services : [];
  const before = services.find(({ service }) => service === added.service);
  const parts = before ? [before, added] : [added];
  const after: ServiceSoFar = {
    ...added,
    days: parts.flatMap(({ days }) => days),
    figures: together(parts.map(({ figures }) => figures)),
  };
  return { name, services: [...services.filter(({ service }) => service !== added.service), after] };
}

function isOfPoint({ service, organisation }: { readonly service?: string; readonly organisation?: string }) {
  return service === undefined && organisation === undefined;
}
