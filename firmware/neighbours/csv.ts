/** A table as RFC 4180 says. A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
export function csvOf(rows: Iterable<readonly (string | number | boolean | undefined)[]>): string {
  let table = '';
  for (const row of rows) table += `${row.map(cell).join(',')}\r\n`;
  return table;
}

function cell(value: string | number | boolean | undefined): string {
  const text = String(value ?? '');
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The cells of a table, line by line; quotes as in RFC 4180, comma or semicolon, whichever the first line has more of. */
export function rowsOf(table: string): string[][] {
  const text = table.replace(/^\ufeff/, '');
  const [first = ''] = text.split(/\r?\n/, 1);
  const between = first.split(';').length > first.split(',').length ? ';' : ',';
  const rows: string[][] = [[]];
  let value = '';
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(value);
    value = '';
  };
  for (let place = 0; place < text.length; place += 1) {
    const sign = text.charAt(place);
    if (quoted) {
      if (sign !== '"') value += sign;
      else if (text[place + 1] === '"') {
        value += '"';
        place += 1;
      } else quoted = false;
    } else if (sign === '"' && value === '') quoted = true;
    else if (sign === between) endCell();
    else if (sign === '\n') {
      endCell();
      rows.push([]);
    } else if (sign !== '\r') value += sign;
  }
  if (value !== '' || (rows.at(-1)?.length ?? 0) > 0) endCell();
  return rows.filter(row => row.some(each => each.trim() !== ''));
}
