import { authoritiesFile, certificateFile, nextAuthorities, nextCertificate } from './generations';
import { membershipFile } from './membership';
import type { Shelf } from './shelf';

/** Leaves a box with its key alone, as it came from the factory. May be cut off and done again. */
export async function forgetRegion(shelf: Shelf): Promise<void> {
  for (const name of [membershipFile, nextCertificate, nextAuthorities, certificateFile, authoritiesFile])
    await shelf.remove(name);
}
