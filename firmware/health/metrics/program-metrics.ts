import type { Metric } from './metric';
import { one } from './metric';

/** The program, its journal and its link. Names that begin with `process_` are those of every client library. */
export const programMetrics: readonly Metric[] = [
  {
    name: 'tiski_build_info',
    type: 'gauge',
    help: 'Always 1; the version of the program stands in its label.',
    labels: ['version'],
    read: ({ version }) => [{ labels: { version }, value: 1 }],
  },
  {
    name: 'process_start_time_seconds',
    type: 'gauge',
    help: 'When the program was started, by the clock of the box.',
    read: ({ time }) => one(time.now() / 1000 - process.uptime()),
  },
  {
    name: 'process_cpu_seconds_total',
    type: 'counter',
    help: 'Processor time that the program has used.',
    read: () => {
      const { user, system } = process.cpuUsage();
      return one((user + system) / 1e6);
    },
  },
  {
    name: 'process_resident_memory_bytes',
    type: 'gauge',
    help: 'Memory that the program occupies.',
    read: () => one(process.memoryUsage.rss()),
  },
  {
    name: 'tiski_journal_facts_total',
    type: 'counter',
    help: 'Facts in the order of everything that has happened, since the journal was begun.',
    read: ({ runtime }) => one(runtime.journal.last),
  },
  {
    name: 'tiski_journal_waiting_appends',
    type: 'gauge',
    help: 'Facts and replies that wait for their commit.',
    read: ({ runtime }) => one(runtime.journal.waiting),
  },
  {
    name: 'tiski_link_up',
    type: 'gauge',
    help: 'Whether the box is connected to its broker; absent for a site without one.',
    read: ({ link }) => one(link && link.status.state === 'online'),
  },
  {
    name: 'tiski_link_since_timestamp_seconds',
    type: 'gauge',
    help: 'Since when the box has been connected, or not, by its own clock.',
    read: ({ link }) => one(link && link.status.since / 1000),
  },
  {
    name: 'tiski_link_behind_facts',
    type: 'gauge',
    help: 'Facts that the broker is not known to have: what counts is this, not whether the box is connected.',
    read: ({ link }) => one(link?.status.behind),
  },
];
