import type { Entry } from './entry';

/** Updates: where they come from, whom the box trusts, and its two slots. */
export const updatesCodes = {
  'update-signature-wrong': {
    what: 'The update is not signed by anybody whom this box trusts',
    advice: 'Do not use this source; report it. The box goes on with what it has.',
  },
  'update-threshold-unmet': {
    what: 'The update is signed by too few of those whom this box trusts',
    advice: 'Let the missing keys sign it too, then publish it again.',
  },
  'update-rollback': {
    what: 'The source offers an older state than this box has seen',
    advice: 'Publish the newest state again; a source that stays behind may be in wrong hands: report it.',
  },
  'update-frozen': {
    what: 'What the source says about updates has run out',
    advice: 'Check the clock of the box; if it is right, let the repository be signed again.',
  },
  'update-mixed': {
    what: 'The source mixes parts that do not belong together',
    advice: 'Copy or publish the whole repository again; a web server must not keep old parts of it.',
  },
  'update-endless': {
    what: 'The source sends more than was announced',
    advice: 'Check what stands between the box and the source; report it if it stays so.',
  },
  'update-slow': {
    what: 'The source sends too slowly to be of use',
    advice: 'Check the network; the download goes on from where it was at the next attempt.',
  },
  'update-metadata-invalid': {
    what: 'What the source says about updates cannot be understood',
    advice: 'Check that the address leads to an update repository, not to a login page.',
  },
  'update-root-invalid': {
    what: 'The first root of trust of this box is damaged',
    advice: 'Install the box anew: without it nothing can be verified.',
  },
  'update-unreachable': {
    what: 'The source of updates cannot be reached',
    advice: 'Check address, network and firewall; the box tries again by itself.',
  },
  'update-not-found': {
    what: 'The source does not have what was asked for',
    advice: 'Check the address and the channel; copy or publish the whole repository again.',
  },
  'update-clock-behind': {
    what: 'The clock of the box is behind what is proven, and the update has run out by then',
    advice: 'Let the network give the box a time server (NTP), then try again.',
  },
  'update-clock-ahead': {
    what: 'The clock of the box is years ahead of anything that is proven',
    advice: 'Correct the clock of the box or its time server, then try again.',
  },
  'update-wrong-architecture': {
    what: 'The release is for another kind of processor',
    advice: 'Publish the release for the architecture of this box too.',
  },
  'update-wrong-site': {
    what: 'The release is not meant for this site',
    advice: 'Check the site of the box and the sites that the release names.',
  },
  'update-release-older': {
    what: 'The release is older than the one that runs',
    advice: 'Publish the older program under a new version if it is really wanted.',
  },
  'update-stick-old': {
    what: 'The stick holds an older state than this box has seen, or one that has run out',
    advice: 'Copy the repository of today onto the stick.',
  },
  'update-delta-wrong': {
    what: 'A delta yields other bytes than it should',
    advice: 'Nothing: the full bundle is taken instead. Report it if it happens again.',
  },
  'update-file-wrong': {
    what: 'A file of the update is not what was signed',
    advice: 'Copy or publish the repository again; check the disk of the box if it happens only there.',
  },
  'update-no-space': {
    what: 'There is no room on the disk for the update',
    advice: 'Remove what does not belong on the box, or use a larger card.',
  },
  'update-disk-failed': {
    what: 'The disk refused to read or write a part of the update',
    advice: 'Check the health of the disk; the running release is not touched.',
  },
  'update-refused-before': {
    what: 'This release was started on this box before and did not prove itself',
    advice: 'Publish a mended release under a new version.',
  },
  'update-busy': {
    what: 'An update is already on trial',
    advice: 'Wait until the box has accepted it or gone back.',
  },
  'update-not-rolled-out': {
    what: 'The release is published but not rolled out',
    advice: 'Begin with "npx tiski release rollout start".',
  },
  'update-not-yet': {
    what: 'It is not yet the turn of this box to have the release',
    advice: 'Nothing: the rollout reaches it in a later stage.',
  },
  'update-paused': {
    what: 'The rollout of the release is paused',
    advice: 'See "npx tiski release rollout status" for the reason.',
  },
  'update-not-desired': {
    what: 'Another release is wanted for this box than the one that is offered',
    advice: 'Take the message on update/desired away, or name the offered release in it.',
  },
  'update-box-silent': {
    what: 'The box does not say whether it serves somebody, so nothing is restarted',
    advice: 'Look at the log of the service; "tiski update switch" starts the new release by hand.',
  },
  'update-in-hours': {
    what: 'The service point is open',
    advice: 'Nothing: the box starts the release after closing.',
  },
  'update-customer-here': {
    what: 'A customer waits, is called or is served',
    advice: 'Nothing: the box waits until nobody is there.',
  },
  'update-visit-ahead': {
    what: 'A visit is announced for about now',
    advice: 'Nothing: the box waits until it is over.',
  },
  'update-ring-active': { what: 'Somebody rings', advice: 'Nothing: the box waits for the answer.' },
  'update-technician-here': {
    what: 'A technician or a training is at work on the box',
    advice: 'Nothing: the box waits until that has ended.',
  },
  'update-clock-unsure': {
    what: 'The clock is not kept by a time server, so the box does not know whether it is open',
    advice: 'Let the box reach a time server, or start the release by hand.',
  },
  'update-journal-busy': {
    what: 'What has happened is not all on disk yet',
    advice: 'Check the disk if it stays so.',
  },
  'update-hub-lost': {
    what: 'The satellite does not hear its hub, so it does not know whether somebody is served',
    advice: 'Look after the hub and the broker of the site.',
  },
  'update-hub-first': {
    what: 'The hub of this satellite has the release first',
    advice:
      'Nothing: the satellite follows when its hub has kept it. If the hub is held back, let the rollout reach it.',
  },
  'update-box-busy': {
    what: 'Somebody would notice a restart, for a reason that only the newer program knows',
    advice: 'Nothing: the box waits until that is over.',
  },
  'update-too-late': {
    what: 'The service point opens too soon for an update',
    advice: 'Nothing: the box takes the next quiet time.',
  },
  'update-not-restarted': {
    what: 'The service could not be started anew',
    advice: 'Look at the state of the service; the updater tries again within a minute.',
  },
  'update-starts-failed': {
    what: 'The new release did not come up in three starts',
    advice: 'Read the log of the box; it runs the release before.',
  },
  'update-proof-not-ready': {
    what: 'The new release came up but was not ready to serve in time',
    advice: 'Read the log of the box; it runs the release before.',
  },
  'update-proof-version': {
    what: 'The program that answers is not the release on trial',
    advice: 'Check that the service starts the program in the folder "current".',
  },
  'update-proof-journal': {
    what: 'The new release did not find in the journal what the one before left there',
    advice: 'Report it with the diagnostics of the box; it runs the release before.',
  },
  'update-proof-device': {
    what: 'A device that was ok before the update was not after it',
    advice: 'See the health of the devices in the log; the box runs the release before.',
  },
  'update-proof-broker': {
    what: 'The broker was reached before the update but not after it',
    advice: 'Read the log of the box; it runs the release before.',
  },
  'update-proof-print': {
    what: 'The test ticket of the new release did not come out',
    advice: 'See the health of the printer; the box runs the release before.',
  },
  'update-proof-updater': {
    what: 'The updater of the new release cannot do what that of the release before can: look for the next release',
    advice: 'Read the log of tiski-update.service; the box runs the release before.',
  },
  'hawkbit-unreachable': {
    what: 'hawkBit cannot be reached',
    advice:
      'Check address, network and firewall; the box asks again by itself and starts no release meanwhile.',
  },
  'hawkbit-refused': {
    what: 'hawkBit does not let this box in',
    advice:
      'Compare tenant, controller and token of update.json with the target at the server; with certificates the common name.',
  },
  'hawkbit-answer-wrong': {
    what: 'hawkBit answered something that its interface for devices does not have',
    advice:
      'Check that the address is that of the server and not of a login page; behind a proxy the server must know its own address (Forwarded).',
  },
  'hawkbit-none-assigned': {
    what: 'hawkBit has assigned no release to this box',
    advice: 'Nothing, or assign one at the server.',
  },
  'hawkbit-no-release': {
    what: 'The assignment of hawkBit names no release of this product',
    advice:
      'Let the distribution set have one software module of this product, whose version is that of the release.',
  },
  'hawkbit-not-offered': {
    what: 'The channel offers another release than the one that hawkBit has assigned',
    advice: 'Assign the newest release of the channel, or publish the assigned one.',
  },
  'hawkbit-window-shut': {
    what: 'hawkBit lets the box go on later',
    advice: 'Nothing: the box waits for the maintenance window of the server.',
  },
  'hawkbit-silent': {
    what: 'hawkBit was not heard lately, so no release is started',
    advice: 'Look after the server and the network; the box goes on when it is heard again.',
  },
  'update-slot-damaged': {
    what: 'No slot of the box holds a whole release',
    advice: 'Install the package of the box anew; its journal is not touched by that.',
  },
  'release-refused': {
    what: 'The release tool cannot do this',
    advice: 'Read the detail; nothing was published.',
  },
} as const satisfies Record<string, Entry>;
