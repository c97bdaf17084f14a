import { TiskiError } from '../../hal/platform/error';

/** SPDX expressions under which a part of the product may come: all let a public body use, change and pass on the whole under EUPL-1.2. */
export const allowedLicences: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'Unlicense',
  // A choice, of which the product takes the first.
  'MIT OR Apache-2.0',
  'MIT OR GPL-2.0-only',
  // Files of their own that nobody changed: iCalendar, and libvips, which sharp loads and anybody may replace.
  'MPL-2.0',
  'LGPL-3.0-or-later',
  // Fonts: free to use and to pass on with programs.
  'Bitstream-Vera AND LicenseRef-Arev',
];

/** Where a package says it otherwise than by SPDX, or not at all; each was read in its own files. */
const readByHand: Readonly<Record<string, string>> = {
  'dejavu-fonts-ttf@2.37.3': 'Bitstream-Vera AND LicenseRef-Arev',
  // As the author says it of later versions; nothing in this one.
  'nanotimer@0.3.10': 'ISC',
  'unorm@1.6.0': 'MIT OR GPL-2.0-only',
  'xml-escape@1.1.0': 'MIT',
};

/**
 * Licence of a package as SPDX expression.
 * @param json its package.json
 * @throws TiskiError `release-refused` if it says none, or one under which no part of the product may come
 */
export function licenceOf(json: Record<string, unknown>): string {
  const { name, version, license, licenses } = json;
  const [old] = Array.isArray(licenses) ? (licenses as { readonly type?: unknown }[]) : [];
  const said = readByHand[`${name}@${version}`] ?? license ?? old?.type;
  const licence = typeof said === 'string' ? said.replace(/^\((.*)\)$/, '$1') : '';
  if (!allowedLicences.includes(licence))
    throw new TiskiError('release-refused', `${name} ${version} comes under "${licence}"`);
  return licence;
}
