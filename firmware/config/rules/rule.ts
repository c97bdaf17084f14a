import type { TObject } from '@sinclair/typebox';
import type { Draft } from '../draft';
import type { DriverForm } from '../drivers';
import type { Finding } from '../problem';
import type { Site } from '../site';

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
  /** Line of a setting, to name a second place in a message. */
  lineOf(pointer: string): number;
}

/** What a rule for the files of all kinds of boxes may look at. */
export type AnyBox = Pick<Site, 'mqtt' | 'devices'> & Partial<Pick<Site, 'http'>>;

/** One thing that a schema cannot say. Tells nothing about parts that are missing: the form has been complained about already. */
export type Rule<File = Site> = (context: RuleContext<File>) => Iterable<Finding>;
