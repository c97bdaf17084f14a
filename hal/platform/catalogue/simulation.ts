import type { Entry } from './entry';

/** Scenario files of the simulator. */
export const simulationCodes = {
  'scenario-refused': {
    what: 'The scenario cannot be used',
    advice: 'Correct the file at the places named; simulator/scenarios/README.md says what can stand in it.',
  },
  'scenario-arithmetic': {
    what: 'This figure cannot be worked out',
    advice: 'Write a number, or arithmetic of numbers and of the names under figures: 500 / month.',
  },
  'scenario-reference': {
    what: 'The scenario names something that is not there',
    advice: 'Use a name that the site file or the scenario has.',
  },
  'scenario-time': {
    what: 'A date or a time does not fit the others',
    advice: 'Put the beginning before the end, with dates of the calendar.',
  },
} as const satisfies Record<string, Entry>;
