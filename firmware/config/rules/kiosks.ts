import { pointerTo } from '../pointer';
import type { Finding } from '../problem';
import { quoted } from '../words';
import type { RuleContext } from './rule';

/** A button has no screen: without a printer its customer would never learn the number. */
export function* numberlessKiosks({ site, isTroubled }: RuleContext): Iterable<Finding> {
  for (const [index, kiosk] of (site.kiosks ?? []).entries()) {
    const buttons = kiosk?.buttons?.length ?? 0;
    if (!kiosk || buttons === 0 || kiosk.printer !== undefined || isTroubled(pointerTo('kiosks', index)))
      continue;
    yield {
      code: 'site-kiosk-numberless',
      at: pointerTo('kiosks', index, 'buttons'),
      on: 'key',
      message: `${quoted(kiosk.id)} has buttons and no printer`,
    };
  }
}

/** Two buttons for one service in one language are one button copied by mistake. */
export function* sameButtons(context: RuleContext): Iterable<Finding> {
  const [standard] = context.site.languages ?? [];
  for (const [index, kiosk] of (context.site.kiosks ?? []).entries()) {
    const first = new Map<string, string>();
    for (const [position, button] of (kiosk?.buttons ?? []).entries()) {
      const troubled = context.isTroubled(pointerTo('kiosks', index, 'buttons', position));
      if (button?.service === undefined || troubled) continue;
      const language = button.language ?? standard ?? '';
      const does = `${button.service} ${language}`;
      const at = pointerTo('kiosks', index, 'buttons', position, 'service');
      const before = first.get(does);
      if (before === undefined) {
        first.set(does, at);
        continue;
      }
      const message = `it gives ${quoted(button.service)} in ${quoted(language)}, as the button ${context.placeOf(before)}`;
      yield { code: 'site-button-twice', at, message };
    }
  }
}
