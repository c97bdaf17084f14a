import type { Gpio } from 'onoff';
import { messageOf, TiskiError } from '../../../platform/error';

/**
 * onoff needs its native part `epoll`, which is compiled once for the Node of the product (`npm run native`).
 * @throws TiskiError `gpio-native-missing`
 */
export function loadOnoff(): typeof Gpio {
  try {
    return (require('onoff') as typeof import('onoff')).Gpio;
  } catch (cause) {
    throw new TiskiError('gpio-native-missing', messageOf(cause).split('\n')[0], { cause });
  }
}
