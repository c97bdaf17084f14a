/** Why an amount has no value. */
export class NoAmount extends Error {}

const tokens = /\s*(?:(\d+(?:\.\d+)?)|([a-z][A-Za-z]*)|([-+*/()]))/y;

/**
 * The value of a figure as a scenario file writes it: a number, or arithmetic of numbers and named figures with + - * / and brackets. So the
 * file shows how a figure follows from its source, and not only what came of it.
 * @throws NoAmount
 */
export function amountOf(text: string | number, named: ReadonlyMap<string, number>): number {
  if (typeof text === 'number') return text;
  const parts = partsOf(text);
  const value = sum(parts, named);
  const rest = parts.shift();
  if (rest !== undefined) throw new NoAmount(`"${rest}" is too much in it`);
  if (!Number.isFinite(value)) throw new NoAmount('it divides by nothing');
  return value;
}

function partsOf(text: string): string[] {
  const parts: string[] = [];
  tokens.lastIndex = 0;
  let read = 0;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    parts.push(match[0].trim());
    read = tokens.lastIndex;
  }
  if (text.slice(read).trim() !== '')
    throw new NoAmount(`"${text.slice(read).trim()}" is no part of arithmetic`);
  return parts;
}

function sum(parts: string[], named: ReadonlyMap<string, number>): number {
  let value = product(parts, named);
  while (parts[0] === '+' || parts[0] === '-')
    value = parts.shift() === '+' ? value + product(parts, named) : value - product(parts, named);
  return value;
}

function product(parts: string[], named: ReadonlyMap<string, number>): number {
  let value = single(parts, named);
  while (parts[0] === '*' || parts[0] === '/')
    value = parts.shift() === '*' ? value * single(parts, named) : value / single(parts, named);
  return value;
}

function single(parts: string[], named: ReadonlyMap<string, number>): number {
  const part = parts.shift();
  if (part === undefined) throw new NoAmount('something is missing at its end');
  if (part === '-') return -single(parts, named);
  if (part === '(') {
    const value = sum(parts, named);
    if (parts.shift() !== ')') throw new NoAmount('a bracket is opened and never closed');
    return value;
  }
  const value = /^\d/.test(part) ? Number(part) : named.get(part);
  if (value === undefined) throw new NoAmount(`there is no figure "${part}" above it`);
  return value;
}
