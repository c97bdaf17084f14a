import { postJson } from '../../../../firmware/screens/browser-page/command';
import type { StateView } from '../../../../firmware/screens/views';
import { el, setText } from '../dom';
import { languageOfRoom, nameOr } from '../names';
import { addressOf } from '../paper';
import type { Part, Seen } from '../part';
import { CounterDesk } from './counter-desk';
import { Figures } from './figures';
import { chairs, counterAt, door, forms, kiosk, size, smiley } from './places';
import { bulb, pressable, svg, words } from './svg';

/** The room as a picture: who is where, what is lit, what is printed; buttons in it can be pressed. */
export class RoomPicture implements Part {
  readonly element: HTMLElement;
  readonly #language: string;
  readonly #figures = new Figures();
  readonly #counters: readonly CounterDesk[];
  readonly #lobby = words('', 560, 88, 'lobby-number');
  readonly #where = words('', 560, 122, 'lobby-counter');
  readonly #paper = svg('image', { x: kiosk.x + 34, y: kiosk.y - 8, width: 46, height: 70, class: 'paper' });
  readonly #printer = svg('rect', { x: kiosk.x + 30, y: kiosk.y - 52, width: 54, height: 44, rx: 4 });
  readonly #unit: SVGGElement | undefined;
  readonly #summary = el('p', { class: 'quiet', id: 'in-words' });
  readonly #lamps: readonly SVGCircleElement[];
  #piece = '';

  constructor({ state, bench }: Seen) {
    this.#language = languageOfRoom(state);
    const count = state.counters.length;
    this.#counters = state.counters.map(
      (counter, index) =>
        new CounterDesk(
          counter,
          counterAt(index, count),
          nameOr(counter.id, counter.name, this.#language),
          bench.plan,
        ),
    );
    const ring = bench.plan.rings.find(({ source }) => bench.rings.some(({ name }) => name === source));
    this.#unit = ring && videoRoom(ring);
    const picture = svg(
      'svg',
      { viewBox: `0 0 ${size.width} ${size.height}`, role: 'group', 'aria-labelledby': 'in-words' },
      svg('rect', { x: 4, y: 4, width: size.width - 8, height: size.height - 8, rx: 14, class: 'floor' }),
      svg('rect', { x: door.x - 46, y: size.height - 14, width: 92, height: 14, class: 'door' }),
      words('Door', door.x, size.height - 22),
      ...chairs.map(({ x, y }) =>
        svg('rect', { x: x - 20, y: y + 4, width: 40, height: 20, rx: 6, class: 'chair' }),
      ),
      svg('rect', { x: forms.x - 100, y: forms.y + 12, width: 200, height: 22, rx: 5, class: 'desk' }),
      words('Forms', forms.x, forms.y + 60),
      ...this.#display(),
      ...this.#kiosk(state, bench.plan.kiosks[0]?.lamp),
      ...bench.plan.smileys.map(smileyUnit),
      ...(this.#unit ? [this.#unit] : []),
      ...this.#counters.map(({ element }) => element),
      this.#figures.element,
    );
    this.#lamps = [...picture.querySelectorAll<SVGCircleElement>('[data-lamp]')];
    this.element = el('section', { id: 'picture', 'aria-label': 'The room' }, picture, this.#summary);
  }

  show(seen: Seen): void {
    const { state, bench } = seen;
    const { showing } = state.lobby;
    this.#say(this.#lobby, showing?.ticket ?? '');
    const counter = state.counters.find(({ id }) => id === showing?.counter);
    this.#say(this.#where, nameOr(showing?.counter ?? '', counter?.name, this.#language));
    for (const desk of this.#counters) desk.show(seen);
    for (const { dataset } of this.#lamps) dataset.light = bench.lamps[String(dataset.lamp)]?.light ?? 'off';
    this.#figures.show(bench.figures ?? [], state);
    this.#unit?.setAttribute('data-ring', bench.rings[0]?.state ?? 'idle');
    this.#newestPaper(seen);
    setText(this.#summary, inWords(seen));
  }

  #say(element: SVGTextElement, text: string): void {
    if (element.textContent !== text) element.textContent = text;
  }

  #display(): SVGElement[] {
    return [
      svg('rect', { x: 420, y: 28, width: 280, height: 112, rx: 8, class: 'display' }),
      this.#lobby,
      this.#where,
      words('Lobby display', 560, 160),
    ];
  }

  #kiosk({ kiosks }: StateView, lamp: string | undefined): SVGElement[] {
    const [first] = kiosks;
    if (!first) return [];
    const open = () => void window.open(`/kiosk/${first.id}`, '_blank', 'noopener');
    return [
      pressable(
        'Kiosk: take a number yourself',
        open,
        svg('rect', { x: kiosk.x - 40, y: kiosk.y - 70, width: 62, height: 90, rx: 6, class: 'kiosk' }),
        svg('rect', { x: kiosk.x - 32, y: kiosk.y - 62, width: 46, height: 46, rx: 3, class: 'screen' }),
        words('Number', kiosk.x - 9, kiosk.y - 36, 'on-screen'),
        svg('rect', { x: kiosk.x - 20, y: kiosk.y + 20, width: 22, height: 36, class: 'kiosk' }),
      ),
      this.#paper,
      this.#printer,
      words('Kiosk and printer', kiosk.x + 20, kiosk.y - 82),
      ...(lamp === undefined ? [] : [bulb(lamp, kiosk.x + 100, kiosk.y - 36)]),
    ];
  }

  #newestPaper({ state, bench }: Seen): void {
    const [printer] = bench.printers;
    if (!printer) return;
    const { health = 'unknown' } = state.devices.find(({ name }) => name === printer.name) ?? {};
    this.#printer.setAttribute('class', `printer ${health}`);
    const [newest] = printer.pieces;
    const address = newest ? addressOf(printer.name, newest) : '';
    if (address === this.#piece) return;
    this.#piece = address;
    this.#paper.setAttribute('href', address);
  }
}

function smileyUnit({ device, faces }: { readonly device: string; readonly faces: number }): SVGGElement {
  const colours = ['worst', 'bad', 'middle', 'good', 'best'].slice(5 - faces);
  return svg(
    'g',
    { class: 'smiley', transform: `translate(${smiley.x} ${smiley.y})` },
    svg('rect', { x: -22, y: -26, width: faces * 38 + 8, height: 52, rx: 10, class: 'unit' }),
    ...colours.map((colour, index) => face(device, index + 1, faces, colour)),
    words('How did it go?', (faces * 38) / 2 - 18, 46),
  );
}

function face(device: string, value: number, faces: number, colour: string): SVGGElement {
  const x = (value - 1) * 38;
  const bend = ((value - 1) / (faces - 1)) * 16 - 8;
  return pressable(
    `Feedback: face ${value} of ${faces}`,
    () => void postJson('/simulator/api/press', { device: `${device} ${value}` }),
    svg('circle', { cx: x, cy: 0, r: 16, class: `face ${colour}` }),
    svg('path', { d: `M${x - 7} ${6 - bend / 4} q7 ${bend} 14 0`, class: 'mouth' }),
    svg('circle', { cx: x - 5, cy: -5, r: 1.8 }),
    svg('circle', { cx: x + 5, cy: -5, r: 1.8 }),
  );
}

/** Behind a wall, with the lamp above its door. Pressing the unit rings it, or ends the ring. */
function videoRoom({
  source,
  lamps,
}: {
  readonly source: string;
  readonly lamps: readonly string[];
}): SVGGElement {
  const room = svg(
    'g',
    { class: 'video-room', transform: 'translate(24 24)' },
    svg('rect', { x: 0, y: 0, width: 190, height: 126, class: 'walls' }),
    svg('rect', { x: 60, y: 118, width: 60, height: 12, class: 'door' }),
    words('Video room', 95, 20),
    ...lamps.map((lamp, index) => bulb(lamp, 140 + index * 26, 124)),
  );
  const ring = () => {
    const act = room.getAttribute('data-ring') === 'idle' ? 'ring' : 'hang-up';
    void postJson(`/simulator/api/ring/${encodeURIComponent(source)}`, { act });
  };
  room.append(
    pressable(
      'Video unit: ring, or end the ring',
      ring,
      svg('rect', { x: 55, y: 34, width: 80, height: 50, rx: 4, class: 'unit' }),
      svg('rect', { x: 61, y: 40, width: 68, height: 38, rx: 2, class: 'screen' }),
      words('Ring', 95, 64, 'on-screen'),
    ),
  );
  return room;
}

function inWords({ state, bench }: Seen): string {
  const waiting = state.services.reduce((sum, { queue }) => sum + queue.length, 0);
  const busy = state.counters.filter(({ ticket }) => ticket !== undefined).length;
  const inside = bench.figures
    ? `Simulated people in the room: ${bench.figures.length}; white figures have numbers that you took. `
    : '';
  return `${inside}Numbers that wait: ${waiting}. Counters with a customer: ${busy} of ${state.counters.length}.`;
}
