import type { Entry } from './entry';

/** Setting up a factory-fresh box. Their words in Finnish and Swedish are in `provisioning/commissioning/words`. */
export const commissioningCodes = {
  'setup-no-link': {
    what: 'No network cable is connected, or nothing answers at its other end',
    advice:
      'Push the cable in at both ends until it clicks. If no light is lit at the socket of the box, ask the IT of the town to connect this wall socket.',
  },
  'setup-no-address': {
    what: 'The network gives the box no address',
    advice:
      'Ask the IT of the town to let the box in: it needs an address by DHCP for the MAC address on the network sheet.',
  },
  'setup-no-dns': {
    what: 'The network does not know the name of the service',
    advice: 'Ask the IT of the town for a name server (DNS) that knows the name on the network sheet.',
  },
  'setup-region-closed': {
    what: 'The service of the region cannot be reached',
    advice:
      'Ask the IT of the town to open the firewall for outgoing connections to the address on the network sheet.',
  },
  'setup-proxy': {
    what: 'Something stands between the box and the service of the region: a proxy or a login page',
    advice:
      'Ask the IT of the town to let connections to the address on the network sheet through unopened, without proxy, login page or inspection of TLS.',
  },
  'setup-clock-wrong': {
    what: 'The clock of the box is wrong',
    advice:
      'Ask the IT of the town to allow time servers (NTP, UDP port 123) or to name its own by DHCP. You may go on: the box sets its clock when it can.',
  },
  'setup-broker-closed': {
    what: 'The server that takes the reports of the box cannot be reached',
    advice:
      'Ask the IT of the town to open the firewall for outgoing connections to it. You may go on: the box serves customers without it.',
  },
  'setup-code-wrong': {
    what: 'This is not the code on the newest slip',
    advice: 'Type the code of the slip that came out of the printer last.',
  },
  'setup-code-limited': {
    what: 'Too many wrong codes',
    advice: 'Wait a minute, then type the code of the newest slip.',
  },
  'setup-busy': {
    what: 'Another phone is setting up this box',
    advice:
      'Go on with that phone. If it is gone, wait a quarter of an hour without touching anything there, or take power off the box for a moment.',
  },
  'setup-abandoned': {
    what: 'Nobody went on for a quarter of an hour, so that the box began anew',
    advice: 'Nothing is lost but time: begin with the code of the slip. The same claim may be used again.',
  },
  'setup-claim-used': {
    what: 'Another box has used this claim',
    advice: 'Ask the region for a new claim. If it was not you, tell them: somebody else may have used it.',
  },
  'setup-claim-ended': {
    what: 'The claim is too old',
    advice: 'Ask the region for a new claim, and read them the fingerprint of the box from the slip.',
  },
  'setup-claim-other-region': {
    what: 'The claim is of another region than the one that answers',
    advice:
      'Compare the address of the region on the page with that on the claim, or ask for a claim of this region.',
  },
  'setup-region-unknown': {
    what: 'The address of the region is missing',
    advice:
      'Scan the picture of the claim, which holds it, or type the address that stands beside the claim.',
  },
  'setup-site-missing': {
    what: 'The region has no site file for this service point yet',
    advice: 'Ask the region to put it there and try again, or choose a file from the phone.',
  },
  'setup-site-refused': {
    what: 'The site file cannot be used',
    advice: 'Send the list below to whoever wrote the file. The box has not changed.',
  },
  'setup-site-other': {
    what: 'The site file is for another box',
    advice: 'Choose the file of this box: its site and name stand on the claim.',
  },
  'setup-button-taken': {
    what: 'This button already has another task',
    advice: 'Press a different button. To change the first one, choose "Again" beside it.',
  },
  'setup-button-unheard': {
    what: 'No press was heard within a minute',
    advice: 'Check the plug of the button and that its board has a light, then choose "Again" and press it.',
  },
  'setup-report-unsent': {
    what: 'The acceptance report has not reached the server yet',
    advice: 'Nothing: the box keeps the report and sends it by itself as soon as the server answers.',
  },
  'setup-no-printer': {
    what: 'No ticket printer was found',
    advice: 'Switch the printer on and plug it in. Its cable goes into a USB socket of the box.',
  },
} as const satisfies Record<string, Entry>;
