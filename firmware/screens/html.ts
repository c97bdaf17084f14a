/** Markup that may stand in a page as it is. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** No markup: the other side of a condition. */
export const nothing = new Html('');

type Part = string | number | Html | readonly Html[];

/** A template whose values are escaped, so that no text of a site file or a device can become markup. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  // What `raw` is told is taken as it is: the texts of the template have their escapes resolved.
  return new Html(String.raw({ raw: strings }, ...parts.map(written)));
}

function written(part: Part): string {
  if (part instanceof Html) return part.markup;
  if (Array.isArray(part)) return part.map(written).join('');
  return String(part).replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`);
}
