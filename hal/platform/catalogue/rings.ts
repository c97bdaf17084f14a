import type { Entry } from './entry';

/** Video units and other programs that ring; satellites. */
export const ringsCodes = {
  'codec-unreachable': {
    what: 'The video unit does not accept a connection',
    advice:
      'Check that the unit is on and its network cable is in; compare its address with the site file. For wss:// NetworkServices Websocket must be on.',
  },
  'codec-silent': {
    what: 'The video unit is connected but does not answer',
    advice: 'It is tried again by itself. If it stays so, restart the unit.',
  },
  'codec-lost': {
    what: 'The connection to the video unit broke',
    advice: 'It is made again by itself. If it happens often, check the network.',
  },
  'codec-refused': {
    what: 'The video unit refuses the user or password',
    advice:
      'Put the right password into the password file; it is tried at once. The same one is tried again only every five minutes, so that the unit does not lock the account.',
  },
  'codec-untrusted': {
    what: 'The video unit cannot prove that it is the one meant',
    advice:
      'Compare the fingerprint in the message with the one that the unit shows, then write it into the site file; or check the file of the authority.',
  },
  'codec-calls-hidden': {
    what: 'The video unit does not tell this user about its calls',
    advice: 'Give the user the role User in the settings of the unit.',
  },
  'codec-garbage': {
    what: 'The video unit sends something that is not its language',
    advice: 'Check that the address belongs to a Cisco RoomOS or CE unit; if so, restart the unit.',
  },
  'codec-password-missing': {
    what: 'The password file of the video unit cannot be read',
    advice: 'Put the file where the message says and let the program read it.',
  },
  'ring-reports-missing': {
    what: 'The program that reports ringing is silent',
    advice: 'Check that it runs and reaches this box; it must say something within its heartbeat.',
  },
  'satellite-lost': {
    what: 'The link to the satellite is lost',
    advice: 'Check that the satellite has power and network, and that the broker runs; it returns by itself.',
  },
  'satellite-twice': {
    what: 'Two boxes of the site go by the name of this satellite and push each other off the broker',
    advice: 'Give each satellite a name of its own, under appliance in its file.',
  },
  'satellite-device-missing': {
    what: 'The satellite does not lend this device',
    advice: 'Compare the name with the devices in the file of the satellite.',
  },
  'satellite-device-kind': {
    what: 'The satellite lends a device of another kind under this name',
    advice: 'Compare the driver here with the device in the file of the satellite.',
  },
  'satellite-broker-missing': {
    what: 'The site uses a satellite but has no broker',
    advice: 'Say under mqtt in the site file where the broker of the site is.',
  },
} as const satisfies Record<string, Entry>;
