import type { YAMLError } from 'yaml';

/** What the codes of the YAML library mean to someone who has never heard of YAML's grammar. */
const words: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'this line begins with a tab; indent with spaces',
  BAD_INDENT: 'this line is indented differently from the lines that it belongs to',
  BLOCK_AS_IMPLICIT_KEY: 'two settings stand on one line, or this line is indented too far',
  MULTILINE_IMPLICIT_KEY: 'the name of a setting must stand on one line, followed by a colon and a space',
  BAD_SCALAR_START: 'a text that begins with this character must stand in quotes',
  BAD_DQ_ESCAPE: 'a backslash inside double quotes has a meaning of its own; use single quotes',
  MULTIPLE_DOCS: 'a second document begins here; a site file is one document, without a line "---" in it',
  TAG_RESOLVE_FAILED: 'words that begin with "!" have no meaning in a site file; put a text in quotes',
  KEY_OVER_1024_CHARS: 'the name of a setting is too long; is a colon or a quote missing above?',
};

/** One sentence without the library's terms where we have one, else its own. */
export function syntaxInWords(error: YAMLError, source: string): string {
  if (error.code === 'MISSING_CHAR' && /closing/i.test(error.message))
    return 'a quote is opened and never closed';
  if (error.code === 'MISSING_CHAR' && /flow/i.test(error.message)) {
    return 'a bracket is opened and never closed, or a comma is missing';
  }
  if (error.code === 'BAD_INDENT' && /flow/i.test(error.message)) {
    return 'a bracket is opened above and not closed before this line';
  }
  const before = source.slice(source.lastIndexOf('\n', error.pos[0] - 1) + 1, error.pos[0]);
  if (/^ *\t/.test(before)) return words.TAB_AS_INDENT ?? error.message;
  const message = error.message.split('\n', 1)[0] ?? error.code;
  return words[error.code] ?? message.charAt(0).toLowerCase() + message.slice(1);
}
