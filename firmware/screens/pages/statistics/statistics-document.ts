import { usualLanguage } from '../../../texts/usual-language';
import type { Html } from '../../html';
import { pageDocument } from '../shell/document';
import { statisticsBody } from './statistics-body';
import type { StatisticsFeed } from './statistics-feed';
import type { StatisticsState } from './statistics-state';

export { statisticsState } from './statistics-state';

/** The statistics page as the box sends it. */
export function statisticsDocument(feed: StatisticsFeed, state: StatisticsState): Html {
  const usual = usualLanguage(feed);
  return pageDocument({ name: 'statistics', look: state.look, usual, ...statisticsBody(feed, state) });
}
