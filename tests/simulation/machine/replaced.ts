import { replaceGlobals } from './globals';
import { replaceFiles } from './replace-files';
import { replaceNetwork } from './replace-network';
import { replaceSerial } from './replace-serial';

replaceGlobals();
replaceFiles();

type Town = import('../day/town').Town;
const townNow = (): Town => {
  const { townNow: town } = require('../day/town') as typeof import('../day/town');
  if (!town) throw new Error('nothing is simulated');
  return town;
};
replaceNetwork(() => townNow().network);
replaceSerial(() => townNow().board);
