import type { Directory } from '../servicepoint/ringing/directory';

/** An office or unit that may call. */
export interface Caller {
  readonly id: string;
  readonly name: Readonly<Record<string, string>>;
  /** In canonical form (`canonicalAddress`). */
  readonly addresses: readonly string[];
}

/** Offices and units from a directory outside. They stand behind those of the site file: whoever is in both is the site file's. */
export class Callers {
  #byAddress: ReadonlyMap<string, string> = new Map();
  #names: ReadonlyMap<string, Caller['name']> = new Map();

  /** All of them, in the place of those before. */
  replace(callers: readonly Caller[]): void {
    this.#byAddress = new Map(
      callers.flatMap(({ id, addresses }) => addresses.map((address): [string, string] => [address, id])),
    );
    this.#names = new Map(callers.map(({ id, name }) => [id, name]));
  }

  /** The name of an id. */
  nameOf(id: string): Caller['name'] | undefined {
    return this.#names.get(id);
  }

  /** The directory of the site file with these behind it. */
  behind(own: Directory | undefined): Directory {
    return { get: address => own?.get(address) ?? this.#byAddress.get(address) };
  }
}
