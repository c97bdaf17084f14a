/** Crockford's base 32: no letter looks or sounds like another, so that a person can read it from a screen over the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What people type instead. */
const alike: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };

/** The first `characters` × 5 bits, without hyphens. Bits that are not there are zero. */
export function spoken(bytes: Uint8Array, characters: number): string {
  const bitAt = (index: number) => ((bytes[index >> 3] ?? 0) >> (7 - (index & 7))) & 1;
  let text = '';
  for (let place = 0; place < characters; place++) {
    let value = 0;
    for (let bit = 0; bit < 5; bit++) value = value * 2 + bitAt(place * 5 + bit);
    text += alphabet[value];
  }
  return text;
}

/** In groups of four. */
export function grouped(text: string): string {
  return text.replace(/.{4}(?=.)/g, '$&-');
}

/** As it was before a person typed it: hyphens and spaces gone, capitals, look-alikes put right; nothing if another sign is in it. */
export function heard(text: string): string | undefined {
  const signs = [...text.toUpperCase().replace(/[\s-]/g, '')].map(sign => alike[sign] ?? sign);
  return signs.every(sign => alphabet.includes(sign)) ? signs.join('') : undefined;
}
