import { type Html, html } from '../../html';
import { actButton, type CounterView } from './counter-view';
import { choicePart } from './customer-part';
import { keys } from './keys';

/** What an officer does with the customer: always the same buttons in the same places, so that the hand finds them; the likeliest stands out. */
export function actsPart(view: CounterView): Html {
  const { feed, words } = view;
  const state = feed.current?.state;
  const isCalled = state === 'called';
  const isHere = state !== undefined;
  const next = isCalled ? 'missed-next' : isHere ? 'done-next' : 'next';
  return html`<section id="acts" aria-label="${words.format('counter.acts')}">
<div class="acts chief">
${actButton(view, { id: 'next', label: words.format(`counter.${next}`), act: 'next', key: keys.next, look: isCalled ? 'plain' : 'primary' })}
${actButton(view, { id: 'arrived', label: words.format('counter.arrived'), act: 'arrived', possible: isCalled, key: keys.arrived, look: isCalled ? 'primary' : 'plain' })}
</div>
<div class="acts">
${actButton(view, { id: 'recall', label: words.format('counter.recall'), act: 'recall', possible: isCalled, key: keys.recall })}
${actButton(view, { id: 'done', label: words.format('counter.done'), act: 'done', possible: state === 'serving', key: keys.done })}
${actButton(view, { id: 'no-show', label: words.format('counter.no-show'), act: 'no-show', possible: isCalled })}
${actButton(view, { id: 'park', label: words.format('counter.park'), act: 'open-park', possible: isHere })}
${actButton(view, { id: 'transfer', label: words.format('counter.transfer'), act: 'open-transfer', possible: isHere })}
</div>
${pressLine(view)}
${choicePart(view)}
</section>`;
}

/** What has become of the last press. Always there, so that it is read out when it changes; no press is without a sign. */
function pressLine(view: CounterView): Html {
  const { state, words } = view;
  if (state.press === 'trying')
    return html`<p id="press" role="alert" class="trouble">${words.format('counter.trying')}</p>`;
  const { refusal } = state;
  return refusal === undefined
    ? html`<p id="press" role="alert"></p>`
    : html`<p id="press" role="alert" class="trouble" data-code="${refusal}">${refusalWords(view, refusal)}</p>`;
}

function refusalWords({ words }: CounterView, code: string): string {
  switch (code) {
    case 'changed-meanwhile':
    case 'ticket-wrong-state':
    case 'counter-idle':
    case 'ring-unknown':
      return words.format('counter.told-changed');
    case 'queue-empty':
      return words.format('counter.told-empty');
    case 'command-stale':
      return words.format('counter.told-stale');
    case 'not-connected':
      return words.format('counter.told-lost');
    case 'not-now':
      return words.format('counter.told-not-now');
    default:
      return words.format('counter.told-refused');
  }
}
