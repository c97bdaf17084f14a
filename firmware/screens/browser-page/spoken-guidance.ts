import { followHeadsetKeys } from './headset-keys';
import { Speech } from './speech';

/**
 * Spoken guidance of a page that offers it by `listenChoice`: by touch, and by the keys of headset and keypad.
 * @param listen brings the page to where it is heard, or is not
 * @returns carries out a press, if it is one of guidance
 */
export function spokenGuidance(root: HTMLElement, listen: (on: boolean) => void): (act: string) => boolean {
  const isOn = () => root.querySelector('#listen[aria-current]') !== null;
  const speech = new Speech(root, isOn);
  speech.start();
  followHeadsetKeys({
    listen: on => listen(on ?? !isOn()),
    again: () => (isOn() ? speech.again() : listen(true)),
    volume: step => isOn() && speech.changeVolume(step),
  });
  return act => {
    if (act === 'say-again') speech.again();
    else if (act === 'volume') speech.nextVolume();
    else return false;
    return true;
  };
}
