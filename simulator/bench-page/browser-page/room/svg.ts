type Attributes = Readonly<Record<string, string | number>>;

/** Makes an element of the picture. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[Tag] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

export function words(text: string, x: number, y: number, style = 'label'): SVGTextElement {
  return svg('text', { x, y, class: style }, text);
}

/** Something in the picture that can be pressed, also with a keyboard. */
export function pressable(name: string, press: () => void, ...children: readonly Node[]): SVGGElement {
  const group = svg(
    'g',
    { class: 'pressable', role: 'button', tabindex: 0, 'aria-label': name },
    ...children,
  );
  group.append(svg('title', {}, name));
  group.addEventListener('click', press);
  group.addEventListener('keydown', event => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    press();
  });
  return group;
}

/** A lamp as it is lit now: `data-lamp` is how `shine` finds it. */
export function bulb(lamp: string, x: number, y: number, radius = 11): SVGCircleElement {
  return svg('circle', { cx: x, cy: y, r: radius, class: 'bulb', 'data-lamp': lamp, 'data-light': 'off' });
}
