import type { SetupDisk } from '../../../provisioning/commissioning/setup-disk';

/** What is on a disk: text by path; a folder is a path with a slash at its end. */
export type Content = ReadonlyMap<string, string>;

/** A disk in memory that shows everything that a power cut could leave, before, within and after each change. */
export class CutDisk implements SetupDisk {
  readonly content: Map<string, string>;
  /** What could be left, and at which change. */
  onCut: (left: Content, where: string) => void = () => {};

  constructor(content: Content = new Map()) {
    this.content = new Map(content);
  }

  async read(path: string): Promise<string | undefined> {
    return this.content.get(path);
  }

  async has(path: string): Promise<boolean> {
    return this.content.has(path) || this.content.has(`${path}/`);
  }

  async makeFolder(path: string): Promise<void> {
    if (await this.has(path)) return;
    this.#step(`make ${path}`, () => this.content.set(`${path}/`, ''));
  }

  /** As `writeDurably`: half of it may lie beside under another name. */
  async write(path: string, text: string): Promise<void> {
    const half = new Map(this.content);
    half.set(`${path}.new`, text.slice(0, text.length / 2));
    this.onCut(half, `within write ${path}`);
    this.#step(`write ${path}`, () => this.content.set(path, text));
  }

  async move(from: string, to: string): Promise<void> {
    if (await this.has(to)) throw new Error(`${to} is there`);
    this.#step(`move ${from}`, () => {
      for (const [path, text] of [...this.content]) {
        if (!path.startsWith(`${from}/`)) continue;
        this.content.delete(path);
        this.content.set(`${to}/${path.slice(from.length + 1)}`, text);
      }
    });
  }

  /** The files of a folder go in any order, the folder last. */
  async remove(path: string): Promise<void> {
    const inside = [...this.content.keys()].filter(each => each === path || each.startsWith(`${path}/`));
    const files = inside.filter(each => each !== `${path}/`);
    for (const order of [files, files.toReversed()]) {
      const left = new Map(this.content);
      for (const file of order) {
        left.delete(file);
        this.onCut(new Map(left), `within remove ${path}`);
      }
    }
    this.#step(`remove ${path}`, () => {
      for (const each of inside) this.content.delete(each);
    });
  }

  #step(where: string, change: () => void): void {
    this.onCut(new Map(this.content), `before ${where}`);
    change();
    this.onCut(new Map(this.content), `after ${where}`);
  }
}
