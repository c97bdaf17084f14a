import type { Entry } from './entry';

/** Identity of the box, its enrolment, and the region's service that gives certificates. */
export const provisioningCodes = {
  'identity-absent': {
    what: 'The box has no certificate of a region yet',
    advice: 'Ask the region for a claim and give "tiski provision enrol" with it.',
  },
  'identity-damaged': {
    what: 'The key or the certificate of the box cannot be read',
    advice: 'Keep the folder for support, remove it, then enrol the box anew with a new claim.',
  },
  'tpm-unusable': {
    what: 'The trusted platform module of the box cannot make or use a key',
    advice:
      'Check that /dev/tpmrm0 is there, "tpm2-openssl" is installed and the settings of system/tpm are in force; or leave TISKI_KEY out.',
  },
  'identity-elsewhere': {
    what: 'The box belongs to another region',
    advice:
      'Let that region revoke it and remove its identity folder first, or ask for a claim of its own region.',
  },
  'identity-in-use': {
    what: 'Another program is at the identity of the box',
    advice: 'Wait until it has ended, then try again.',
  },
  'claim-mistyped': {
    what: 'This is not a claim: a sign is missing or wrong',
    advice: 'Compare it sign by sign with what the region gave, or scan its picture.',
  },
  'claim-refused': {
    what: 'The region does not accept the claim',
    advice: 'It is used, has ended or is for another box: ask the region for a new one.',
  },
  'region-unreachable': {
    what: 'The region does not answer',
    advice: 'Check the network cable and the address; the firewall must let the box reach it.',
  },
  'region-untrusted': {
    what: 'Whoever answers is not proven to be the region',
    advice:
      'Check address and clock. Somebody may be listening in: do not go on from another network than the site.',
  },
  'region-waits': {
    what: 'The region waits until a person there confirms this box',
    advice: 'Read them the fingerprint of the box; it goes on by itself when they have confirmed it.',
  },
  'region-busy': {
    what: 'The region asks to come again later',
    advice: 'Nothing: the box tries again by itself.',
  },
  'region-refuses': {
    what: 'The region refuses this box',
    advice: 'Ask the region whether the box was revoked; if it is to come back, they give a new claim.',
  },
  'region-failed': {
    what: 'The region has a fault of its own',
    advice: 'Nothing at the box: it tries again by itself. Tell the region if it lasts.',
  },
  'est-answer-large': {
    what: 'The answer of the region is larger than any should be',
    advice: 'Check that the address is that of the region; tell the region.',
  },
  'est-answer-broken': {
    what: 'The answer of the region is not what the standard says',
    advice: 'Check that the address is that of the region and no login page stands between; tell the region.',
  },
  'est-wish-unknown': {
    what: 'The region wants something in a request that this box cannot give',
    advice: 'The region must accept EC keys on P-256 with SHA-256 and no challenge password.',
  },
  'certificate-other-key': {
    what: 'The certificate that came is for another key',
    advice: 'Nothing at the box: the old one stays. Tell the region.',
  },
  'certificate-other-region': {
    what: 'The certificate that came is not from this region',
    advice: 'Nothing at the box: the old one stays. Tell the region.',
  },
  'certificate-unfit': {
    what: 'The certificate that came cannot be used',
    advice: 'Nothing at the box: the old one stays. The region must give one for clients that holds now.',
  },
  'certificate-repeated': {
    what: 'The certificate that came is not newer than the old one',
    advice: 'Nothing at the box: the old one stays. Tell the region.',
  },
  'certificate-unproven': {
    what: 'The region does not accept the new certificate',
    advice: 'Nothing at the box: the old one stays and another is asked for. Tell the region if it lasts.',
  },
  'region-damaged': {
    what: 'The key or the register of the region cannot be read',
    advice: 'Stop the service, restore the folder from its backup, then start it again.',
  },
  'region-unknown-site': {
    what: 'The region has no such site',
    advice: 'Add it first: "tiski provision site add".',
  },
  'region-unknown-box': {
    what: 'The region has no such box',
    advice: 'Compare with "tiski provision boxes".',
  },
  'region-box-present': {
    what: 'A box of this name is in service',
    advice: 'Revoke it first if another takes its place, or choose another name.',
  },
  'takeover-absent': {
    what: 'The region keeps nothing of the box whose place this one takes',
    advice:
      'Take its card or disk: "tiski provision swap --from FOLDER". Without it the box begins with an empty queue and a new site file.',
  },
  'takeover-damaged': {
    what: 'What the old box has left for its successor cannot be read',
    advice:
      'Take its card or disk: "tiski provision swap --from FOLDER". Without it the box begins with an empty queue and a new site file. Nothing was changed on it.',
  },
  'takeover-foreign': {
    what: 'This was left by another box than the one whose place is taken',
    advice: 'Compare the name of the place with the claim; ask the region for a claim of the right one.',
  },
  'takeover-large': {
    what: 'What a box leaves for its successor is larger than the region keeps',
    advice: 'Lower "journal.budgetMegabytes" of the site file; a swap needs the old card until then.',
  },
  'swap-not-spare': {
    what: 'This box has a queue of its own',
    advice: 'Take a spare that is fresh, or reset this one first: "tiski provision reset".',
  },
  'life-under-way': {
    what: 'Something else was begun with this box and is not at its end',
    advice: 'Let it end: "tiski provision finish". Then try again.',
  },
  'box-runs': {
    what: 'The box serves; this needs it to stand still',
    advice: 'Outside opening hours: "systemctl stop tiski", then try again.',
  },
  'life-forbidden': {
    what: 'A file of the box cannot be changed by this user',
    advice: 'Give the command as root: "sudo tiski provision …". Nothing was changed.',
  },
  'move-not-ordered': {
    what: 'The region has ordered no move for this box',
    advice: 'Order it at the region first: "tiski provision move-box".',
  },
  'leave-unproven': {
    what: 'This is no proof that the region has signed',
    advice: 'Take the file as it was made, and the authority ("ca.pem") of the region that it names.',
  },
  'fingerprint-wrong': {
    what: 'The fingerprint is not that of the box',
    advice:
      'Read it again from the box itself. If it stays different, another box has used the claim: revoke it.',
  },
} as const satisfies Record<string, Entry>;
