import { type Document, type Scalar, visit, type YAMLError } from 'yaml';

const indented = 'this line is indented differently from the lines that it belongs to';
const unclosed = 'a bracket is opened and never closed, or a comma is missing';

/**
 * What the YAML library finds, in words for someone who has never heard of YAML's grammar. The first that matches the message
 * counts; the library's own sentence stays for what is rarer.
 */
const words: readonly (readonly [RegExp, string])[] = [
  [/missing closing .quote/i, 'the quote that is opened here is never closed'],
  [/flow .*must be sufficiently indented/i, 'a bracket is opened above and not closed before this line'],
  [/flow .*must end with|missing ,|unexpected .* in flow/i, unclosed],
  [/must start at the same column|sequence item without - indicator/i, indented],
  [/nested mappings are not allowed/i, 'two settings stand on one line, or this line is indented too far'],
  [
    /block collections are not allowed within flow/i,
    'inside { } or [ ]: a comma is missing, or a text with a colon must stand in quotes',
  ],
  [/block sequence may not be used/i, 'items of a list ("- ") and named settings stand on one level here'],
  [
    /implicit map keys need to be followed/i,
    'here is a word alone; a setting is a name, a colon, a space and a value',
  ],
  [
    /implicit keys need to be on a single line/i,
    'a colon is missing above, or this line is indented too far',
  ],
  [/at most 1024 chars/i, 'the name of a setting is too long; is a colon or a quote missing above?'],
  [/plain value cannot start/i, 'a text that begins with this character must stand in quotes'],
  [/invalid escape sequence/i, 'a backslash in double quotes has a meaning of its own; use single quotes'],
  [
    /multiple documents|parse.*all documents/i,
    'a second document begins here; a site file is one document, without lines "---"',
  ],
  [/unresolved tag/i, 'a word that begins with "!" has no meaning here; put the text in quotes'],
  [/at node end/i, 'this does not belong to what stands before it; is a quote, a colon or a "- " missing?'],
];

export interface SyntaxFault {
  /** Into the source. */
  readonly offset: number;
  readonly message: string;
}

/** The first thing that the library found; what it finds after that is usually a consequence. */
export function syntaxFault(document: Document.Parsed, source: string): SyntaxFault | undefined {
  // The library recurses once per level, and says in the words of the machine that its stack is at an end.
  const deep = document.errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (deep) return { offset: deep.pos[0], message: 'the file is nested too deeply' };
  const [first] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (!first) return undefined;
  const offset = placeOf(first, document, source);
  const [message = first.code] = first.message.split('\n', 1);
  const known = visibleCause(lineAt(offset, source)) ?? words.find(([pattern]) => pattern.test(message))?.[1];
  return { offset, message: known ?? message.charAt(0).toLowerCase() + message.slice(1) };
}

function lineAt(offset: number, source: string): string {
  const start = source.lastIndexOf('\n', offset - 1) + 1;
  const end = source.indexOf('\n', offset);
  return source.slice(start, end < 0 ? source.length : end);
}

/** What the line itself shows; the library tells of what follows from it. */
function visibleCause(line: string): string | undefined {
  if (/^ *\t/.test(line)) return 'this line begins with a tab; indent with spaces';
  if (/[\u00a0\u2007\u202f]/.test(line)) return 'this line holds a no-break space; write a plain one';
  if (/^ *(- )?[A-Za-z][\w-]*:[^\s"']/.test(line)) return 'a space is missing after the colon';
  return undefined;
}

function placeOf({ message, pos: [start] }: YAMLError, document: Document.Parsed, source: string): number {
  if (/missing closing .quote/i.test(message)) return openingQuote(document, start) ?? start;
  // Behind its indentation.
  return start + source.slice(start).search(/[^ ]|$/);
}

/** The library names the place where it gave up looking for the end of a quoted text. */
function openingQuote(document: Document.Parsed, end: number): number | undefined {
  let opening: number | undefined;
  visit(document, {
    Scalar(_, { type, range }: Scalar) {
      if (type?.startsWith('QUOTE') && range && range[0] <= end && end <= range[2]) opening = range[0];
    },
  });
  return opening;
}
