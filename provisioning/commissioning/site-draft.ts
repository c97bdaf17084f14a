import { Value } from '@sinclair/typebox/value';
import { type Document, parseDocument } from 'yaml';
import type { DeviceEntry } from '../../hal/hal';
import { loadDriver } from '../../hal/registry';

type Path = readonly (string | number)[];

/** A task of a button, which a press can give to another one. */
export interface ButtonTask {
  /** Of the task, the same as long as the file is. */
  readonly id: string;
  readonly task: 'next' | 'recall' | 'help' | 'ticket';
  /** Where: the name of a counter or a service, by language. */
  readonly place: Readonly<Record<string, string>>;
  readonly device: string;
}

/** As much as a set-up needs of where the box reports to. */
export interface BrokerSettings {
  readonly url: string;
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
}

interface Named {
  readonly id?: string;
  readonly name?: Readonly<Record<string, string>>;
}

interface Plain {
  readonly site?: unknown;
  readonly appliance?: unknown;
  readonly name?: Readonly<Record<string, string>>;
  readonly timezone?: string;
  readonly services?: readonly Named[];
  readonly counters?: readonly (Named & Readonly<Record<string, unknown>>)[];
  readonly kiosks?: readonly { readonly buttons?: readonly { device: string; service: string }[] }[];
  readonly devices?: Readonly<Record<string, DeviceEntry>>;
  readonly mqtt?: BrokerSettings;
}

/** A site file that passed `tiski check`, while a technician shows which button is which. Comments and order stay. */
export class SiteDraft {
  readonly #document: Document;
  readonly #tasks: { readonly path: Path; readonly task: Omit<ButtonTask, 'device'> }[];

  constructor(text: string) {
    this.#document = parseDocument(text);
    this.#tasks = tasksOf(this.#plain);
  }

  get text(): string {
    return this.#document.toString();
  }

  /** `SITE.APPLIANCE`, as the certificate must say it. */
  get box(): string {
    return `${this.#plain.site}.${this.#plain.appliance}`;
  }

  get name(): Readonly<Record<string, string>> {
    return this.#plain.name ?? {};
  }

  get timezone(): string {
    return this.#plain.timezone ?? 'Europe/Helsinki';
  }

  get broker(): BrokerSettings | undefined {
    return this.#plain.mqtt;
  }

  get tasks(): ButtonTask[] {
    return this.#tasks.map(({ path, task }) => ({ ...task, device: String(this.#document.getIn(path)) }));
  }

  /** Gives a task to the button that was pressed; whatever task that one had goes to the button before. */
  give(id: string, device: string): void {
    const mine = this.#tasks.find(({ task }) => task.id === id);
    if (!mine) return;
    const before = this.#document.getIn(mine.path);
    const other = this.tasks.find(one => one.device === device && one.id !== id);
    const theirs = this.#tasks.find(({ task }) => task.id === other?.id);
    this.#document.setIn(mine.path, device);
    if (theirs) this.#document.setIn(theirs.path, before);
  }

  /** Those that hang on this box, with the defaults of their drivers. */
  get devices(): Readonly<Record<string, DeviceEntry>> {
    const own = Object.entries(this.#plain.devices ?? {}).filter(
      ([, { driver }]) => !/^satellite-/.test(driver),
    );
    return Object.fromEntries(
      own.map(([name, { driver, ...rest }]) => {
        const options = Value.Default(loadDriver(driver).options, rest) as object;
        return [name, { ...options, driver }];
      }),
    );
  }

  get #plain(): Plain {
    return this.#document.toJS() as Plain;
  }
}

function tasksOf({ counters = [], kiosks = [], services = [] }: Plain): {
  path: Path;
  task: Omit<ButtonTask, 'device'>;
}[] {
  const list: { path: Path; task: Omit<ButtonTask, 'device'> }[] = [];
  counters.forEach((counter, at) => {
    for (const task of ['next', 'recall', 'help'] as const)
      if (typeof counter[task] === 'string')
        list.push({
          path: ['counters', at, task],
          task: { id: `counter-${at}-${task}`, task, place: counter.name ?? {} },
        });
  });
  kiosks.forEach(({ buttons = [] }, kiosk) => {
    buttons.forEach(({ service }, at) => {
      const place = services.find(({ id }) => id === service)?.name ?? {};
      list.push({
        path: ['kiosks', kiosk, 'buttons', at, 'device'],
        task: { id: `kiosk-${kiosk}-${at}`, task: 'ticket', place },
      });
    });
  });
  return list;
}
