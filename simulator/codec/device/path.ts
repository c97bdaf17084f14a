/** A place in the API's tree, such as Status, Call, 3. */
export type Path = readonly (string | number)[];

const isId = (part: string | number) => typeof part === 'number' || /^\d+$/.test(part);

/**
 * Whether feedback about `place` belongs to a subscription to `query`. Names are compared whatever their case; the number of a call in a query
 * is not looked at: this unit then tells of every call.
 */
export function covers(query: Path, place: Path): boolean {
  const names = query.filter(part => !isId(part)).map(part => String(part).toLowerCase());
  return names.every((name, at) => String(place[at] ?? name).toLowerCase() === name);
}

/** What stands at `path`; `undefined` when nothing does. A number picks the item of a list that has it as its id. */
export function dig(tree: unknown, path: Path): unknown {
  let value = tree;
  for (const part of path) {
    if (Array.isArray(value)) value = value.find(item => String(item.id) === String(part));
    else if (typeof value === 'object' && value !== null) value = entry(value, String(part));
    else return undefined;
  }
  return value;
}

function entry(tree: object, name: string): unknown {
  const found = Object.entries(tree).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found?.[1];
}
