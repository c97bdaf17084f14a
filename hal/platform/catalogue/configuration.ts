import type { Entry } from './entry';

/** Remote configuration: problems carry the path of the setting. */
export const configurationCodes = {
  'configuration-unreadable': {
    what: 'The desired configuration is not JSON in UTF-8, or it is nested too deeply',
    advice: 'Publish one JSON object, retained; firmware/configuration/README.md shows one.',
  },
  'configuration-too-large': {
    what: 'The desired configuration is too large',
    advice: 'Leave out what the site file says already; at most 65536 bytes are taken.',
  },
  'configuration-id-unknown': {
    what: 'The site file has nothing of this id',
    advice: 'Correct the id. What a site has is changed in its site file, not from afar.',
  },
  'configuration-revision-used': {
    what: 'The configuration in force has this revision, and other settings',
    advice: 'Give every configuration a revision of its own.',
  },
  'configuration-superseded': {
    what: 'This revision was in force before and another has taken its place',
    advice:
      'If it is an old copy, publish the one that is meant. To go back, give the command restore-config, or publish the settings under a new revision.',
  },
  'configuration-base': {
    what: 'The configuration was made from other settings than those in force',
    advice: 'Somebody else was quicker. Look at what is in force (reported), and make it again from there.',
  },
  'configuration-none-before': {
    what: 'There is no configuration to go back to',
    advice: 'Publish the configuration that is meant.',
  },
  'configuration-unfit': {
    what: 'The configuration that was kept does not fit the site file any more',
    advice:
      'The box goes by its site file. Correct the configuration as the problems say and publish it under a new revision.',
  },
  'configuration-lost': {
    what: 'The settings of the configuration that was in force are not on the disk any more',
    advice: 'The box goes by its site file. Publish the configuration again.',
  },
  'configuration-not-kept': {
    what: 'The configuration cannot be written to the disk',
    advice: 'Check the free space and the health of the disk; the box takes the configuration when it can.',
  },
} as const satisfies Record<string, Entry>;
