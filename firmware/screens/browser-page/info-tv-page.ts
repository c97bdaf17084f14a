import { infoTvBody } from '../pages/info-tv/info-tv-body';
import { runHallScreen } from './hall-screen';

runHallScreen({ display: undefined, body: infoTvBody });
