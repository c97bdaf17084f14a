import { infoTvBody } from '../pages/info-tv/info-tv-body';
import { runHallScreen } from './hall-screen';

const root = document.querySelector<HTMLElement>('#page');

if (root) runHallScreen(root, { display: undefined, body: infoTvBody });
