/** Addresses of offices and units that may ring, in canonical form, and the id of each in the site file (RNG-12). Never of persons. */
export type Directory = Pick<ReadonlyMap<string, string>, 'get'>;

/** One form for the ways in which units and people write the same address: without scheme, parameters, default port and case (RFC 3261, 19.1.4). */
export function canonicalAddress(address: string): string {
  const bare = address
    .trim()
    .toLowerCase()
    .replace(/^(sips?|h323|tel|callto|spark|webex):(\/\/)?/, '')
    .replace(/[;?].*$/, '')
    .replace(/:506[01]$/, '');
  return /^[+\d\s().-]+$/.test(bare) ? bare.replace(/[\s().-]/g, '') : bare;
}

/** The id of a caller; undefined for one whose address the directory does not have, and who is therefore nobody. */
export function callerOf(directory: Directory | undefined, address: string | undefined): string | undefined {
  return address === undefined ? undefined : directory?.get(canonicalAddress(address));
}
