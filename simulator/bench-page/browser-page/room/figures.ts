import type { StateView } from '../../../../firmware/screens/views';
import type { FigureView } from '../../bench-view';
import { counterAt, door, forms, kiosk, type Point, seat } from './places';
import { svg, words } from './svg';

/** ms until somebody who left is out of sight: as long as the way to the door is drawn. */
const leaving = 1700;

interface Drawn {
  readonly element: SVGGElement;
  readonly label: SVGTextElement;
  seat?: number;
}

/** The people in the room. They walk calmly, and not at all for who wants no motion. */
export class Figures {
  readonly element = svg('g', { id: 'people' });
  readonly #drawn = new Map<number, Drawn>();

  show(seen: readonly FigureView[], state: StateView): void {
    const figures = [...seen, ...guests(seen, state)];
    const present = new Set(figures.map(({ id }) => id));
    for (const [id, drawn] of this.#drawn) if (!present.has(id)) this.#seeOff(id, drawn);
    let atKiosk = 0;
    let atForms = 0;
    for (const figure of figures) {
      const drawn = this.#drawn.get(figure.id) ?? this.#enter(figure.id);
      const counter = counterOf(figure, state);
      if (counter !== undefined || figure.at !== 'chairs') delete drawn.seat;
      if (counter !== undefined) stand(drawn, counter);
      else if (figure.at === 'kiosk') stand(drawn, { x: kiosk.x + 10 + 40 * atKiosk++, y: kiosk.y + 105 });
      else if (figure.at === 'forms' || isParked(figure, state))
        stand(drawn, { x: forms.x - 60 + 44 * atForms++, y: forms.y - 12 });
      else {
        drawn.seat ??= this.#freeSeat();
        stand(drawn, seat(drawn.seat));
      }
      const { code = '' } = figure;
      if (drawn.label.textContent !== code) drawn.label.textContent = code;
      drawn.element.dataset.at = figure.at;
    }
  }

  #freeSeat(): number {
    const taken = new Set([...this.#drawn.values()].map(({ seat }) => seat));
    let n = 0;
    while (taken.has(n)) n++;
    return n;
  }

  #enter(id: number): Drawn {
    const label = words('', 0, 34, 'code');
    const element = svg(
      'g',
      { class: id < 0 ? 'figure guest' : `figure tone-${id % 6}` },
      svg('path', { d: 'M-15 18 q0 -26 15 -26 q15 0 15 26 z' }),
      svg('circle', { cx: 0, cy: -18, r: 10 }),
      label,
    );
    const drawn: Drawn = { element, label };
    stand(drawn, door);
    this.element.append(element);
    this.#drawn.set(id, drawn);
    // The way from the door is drawn only if they stood there for a moment.
    element.getBoundingClientRect();
    return drawn;
  }

  #seeOff(id: number, drawn: Drawn): void {
    this.#drawn.delete(id);
    stand(drawn, door);
    drawn.label.textContent = '';
    setTimeout(() => drawn.element.remove(), leaving);
  }
}

const inTheRoom: Readonly<Record<string, FigureView['at']>> = {
  waiting: 'chairs',
  called: 'chairs',
  parked: 'forms',
  serving: 'counter',
};

/** Whoever took a number at a page or a button, such as the reader: nobody of the simulated people has it in the hand. */
function guests(seen: readonly FigureView[], { tickets }: StateView): FigureView[] {
  const held = new Set(seen.map(({ code }) => code));
  return tickets.flatMap(({ code, state, counter }) => {
    const at = inTheRoom[state];
    if (at === undefined || held.has(code)) return [];
    return [{ id: -Number.parseInt(code, 36), at, code, ...(counter !== undefined && { counter }) }];
  });
}

/** Where somebody is who stands at a counter, or is on the way to one. */
function counterOf({ at, code, counter: id }: FigureView, state: StateView): Point | undefined {
  const ticket = state.tickets.find(ticket => ticket.code === code);
  const wanted = at === 'counter' ? id : ticket?.state === 'called' ? ticket.counter : undefined;
  const index = state.counters.findIndex(counter => counter.id === wanted);
  if (index < 0) return undefined;
  const { x, y } = counterAt(index, state.counters.length);
  return { x: at === 'counter' ? x - 72 : x - 140, y: y + 6 };
}

function isParked({ code }: FigureView, state: StateView): boolean {
  return state.tickets.some(ticket => ticket.code === code && ticket.state === 'parked');
}

function stand({ element }: Drawn, { x, y }: Point): void {
  const place = `translate(${x}px, ${y}px)`;
  if (element.style.transform !== place) element.style.transform = place;
}
