/** What stands around every page. */
export const shellPlaceholders = {
  'shell.demo': {},
  'shell.training': {},
  /** Shown as long as the page does not hear from the box. */
  'shell.lost': {},
  'shell.language': {},
  'shell.looks': {},
  'shell.larger-text': {},
  'shell.normal-text': {},
  'shell.contrast': {},
  /** Spoken guidance, heard by headset. */
  'shell.speech': {},
  'shell.listen': {},
  'shell.listen-stop': {},
  'shell.say-again': {},
  'shell.volume': {},
  /** Heard of something that is pressed for as long as it is. */
  'shell.chosen': {},
  'shell.not-chosen': {},
  'shell.still-there': {},
  'shell.still-there-help': { seconds: 'number' },
  'shell.go-on': {},
} as const;
