import { pageUnit } from '../../servicepoint/feedback/feedback-words';
import { dayOf } from '../date';
import { pointerTo } from '../pointer';
import type { Finding } from '../problem';
import { quoted } from '../words';
import type { RuleContext } from './rule';

/** Days of a campaign are given where feedback is collected in windows, and nowhere else. */
export function* campaigns({ site, isTroubled }: RuleContext): Iterable<Finding> {
  const { collect, windows } = site.feedback ?? {};
  if (isTroubled(pointerTo('feedback'))) return;
  if (collect === 'window' && windows === undefined) {
    const message = 'it is collected in windows, and there are none ("windows")';
    yield { code: 'site-campaign', at: pointerTo('feedback', 'collect'), message };
  }
  if (collect !== undefined && collect !== 'window' && windows !== undefined) {
    const message = `it has windows, and "collect" is ${collect}`;
    yield { code: 'site-campaign', at: pointerTo('feedback', 'windows'), on: 'key', message };
  }
}

/** A window ends on or after the day on which it begins, and begins after the one before. */
export function* windows({ site, placeOf }: RuleContext): Iterable<Finding> {
  let before: { readonly until: number; readonly at: string } | undefined;
  for (const [index, window] of (site.feedback?.windows ?? []).entries()) {
    const at = pointerTo('feedback', 'windows', index);
    const [from, until] = [dayOf(window?.from ?? ''), dayOf(window?.until ?? '')];
    if (from === undefined || until === undefined) continue;
    if (until < from) {
      const message = `it ends on ${window?.until} and begins on ${window?.from}`;
      yield { code: 'site-date-order', at: `${at}/until`, message };
      continue;
    }
    if (before && from <= before.until) {
      const message = `it begins before the window ${placeOf(before.at)} is over`;
      yield { code: 'site-date-order', at: `${at}/from`, message };
    }
    before = { until, at };
  }
}

/** The touch page has its own name among the units in events and topics. */
export function* pageName({ site }: RuleContext): Iterable<Finding> {
  for (const [index, smiley] of (site.smileys ?? []).entries()) {
    if (smiley?.id !== pageUnit) continue;
    const message = `${quoted(pageUnit)} is the touch page`;
    yield { code: 'site-id-twice', at: pointerTo('smileys', index, 'id'), message };
  }
}
