/** What a look at the box found; what the machine does not tell is absent. */
export interface Readings {
  /** Hottest of the thermal zones, degrees Celsius. */
  readonly temperature?: number;
  /** The supply was too weak now or since the last look. */
  readonly underVoltage?: boolean;
  /** The processor was slowed down now or since the last look. */
  readonly throttled?: boolean;
  /** Of the file system with the state folder, bytes. */
  readonly diskFree?: number;
  readonly diskSize?: number;
  /** Used up of the life of the worst flash memory, 0 to 1.1; in tenths, rounded up (eMMC 5.1, DEVICE_LIFE_TIME_EST). */
  readonly flashWear?: number;
  /** Spare blocks of the worst flash memory: 1 normal, 2 four fifths used, 3 nearly all (eMMC 5.1, PRE_EOL_INFO). */
  readonly flashSpares?: number;
  /** Of the machine, bytes. */
  readonly memoryFree?: number;
  readonly memorySize?: number;
  /** Resident memory of this program, bytes. */
  readonly ownMemory?: number;
  /** Whether the wall clock is kept by a time server. */
  readonly clockSynced?: boolean;
  /** By how much the 99th of a hundred timers was late since the last look, ms. */
  readonly loopDelay?: number;
  /** Processes that want to run, mean of a minute, per processor. */
  readonly load?: number;
  /** When the certificate of the box ends, ms since 1970-01-01 UTC. */
  readonly certificateEndsAt?: number;
}

/** Looks at one thing. Never rejects: what is not there is not told. */
export type Probe = () => Promise<Readings>;
