import type { TObject } from '@sinclair/typebox';
import type { Draft } from '../draft';
import type { DriverForm } from '../drivers';
import type { NamedFile } from '../named-file';
import type { Finding } from '../problem';
import type { Site } from '../site';

/** What lies outside the site file and changes without it. */
export interface Surroundings {
  /** @throws TiskiError `site-file-missing`, `site-file-unreadable` */
  readonly read: (name: string) => NamedFile;
  /** ms since 1970-01-01 UTC */
  readonly now: number;
}

/** What a rule may look at. */
export interface RuleContext<File = Site> {
  /** Of the whole file. */
  readonly schema: TObject;
  /** Whatever of the site file has the right form; defaults applied. */
  readonly site: Draft<File>;
  /** Whether the form of this setting, or of one below it, has been complained about: what seems to be missing may only be misspelt. */
  isTroubled(pointer: string): boolean;
  /** The driver of a device, if both are known. */
  driverOf(device: string): DriverForm | undefined;
  /** Whether a file beside the site file is there. */
  fileExists(name: string): boolean;
  /** What the files that the site file names hold, and when now is; absent where only the site file itself is judged. */
  readonly surroundings?: Surroundings;
  /** Where a setting stands, such as `on line 7`, to name a second place in a message. */
  placeOf(pointer: string): string;
}

/** What a rule for the files of all kinds of boxes may look at. */
export type AnyBox = Pick<Site, 'mqtt' | 'devices'> & Partial<Pick<Site, 'http'>>;

/** One thing that a schema cannot say. Tells nothing about parts that are missing: the form has been complained about already. */
export type Rule<File = Site> = (context: RuleContext<File>) => Iterable<Finding>;
