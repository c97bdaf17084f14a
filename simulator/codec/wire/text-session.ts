import type { Time } from '../../../hal/platform/time';
import { type Faults, Session } from '../device/session';
import { ApiError, type Feedback, type Unit } from '../device/unit';

/**
 * The command line that the unit offers over SSH, with JSON as its output: `xStatus`, `xCommand`, `xFeedback register` and `deregister`,
 * `echo off`, `xPreferences outputmode json`, each with an optional `| resultId="…"`.
 */
export class TextSession extends Session {
  readonly #unit: Unit;
  readonly #write: (text: string) => void;
  #line = '';
  #lastSubscription = 0;

  constructor(settings: { unit: Unit; time: Time; faults: Faults; write: (text: string) => void }) {
    super(settings.time, settings.faults);
    this.#unit = settings.unit;
    this.#write = settings.write;
  }

  greet(): void {
    this.say(() => this.#write('Welcome to\nSimulated codec\n*r Login successful\n\nOK\n\n'));
  }

  override sendRaw(text: string): void {
    this.#write(text);
  }

  received(text: string): void {
    const lines = (this.#line + text).split('\n');
    [this.#line = ''] = lines.splice(-1);
    for (const line of lines) if (line.trim() !== '') this.say(() => this.#carryOut(line.trim()));
  }

  protected override sendFeedback(_id: number, { tree }: Feedback): void {
    this.#print(wrapped(tree) as object);
  }

  #print(answer: object): void {
    this.#write(`${JSON.stringify(answer, null, 2)}\n`);
  }

  #carryOut(line: string): void {
    const [text = '', id] = line.split(/\s*\|\s*resultId="([^"]*)"$/i);
    if (/^echo\s+off$/i.test(text)) {
      this.#write('\nOK\n\n');
      return;
    }
    const answer = this.#answer(text);
    this.#print(id === undefined ? answer : { ...answer, ResultId: id });
  }

  #answer(text: string): object {
    const [verb = '', ...words] = text.split(/\s+/);
    try {
      switch (verb.toLowerCase()) {
        case 'xpreferences':
          return {};
        case 'xstatus':
          return this.#status(words);
        case 'xcommand':
          return this.#command(text);
        case 'xfeedback':
          return this.#feedback(words);
        default:
          throw new ApiError(3, 'Unknown command');
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === 4) return { CommandResponse: { Result: { status: 'ParameterError' } } };
      const XPath = { Value: words.join('/') };
      return { CommandResponse: { Status: { status: 'Error', Reason: { Value: error.message }, XPath } } };
    }
  }

  #status(words: readonly string[]): object {
    const path = ['Status', ...words];
    const value = this.#unit.get(path);
    if (value === undefined) return {};
    return path.reduceRight<unknown>((tree, part) => ({ [part]: tree }), wrapped(value)) as object;
  }

  /** `xCommand Call Accept CallId: 3`: words up to the first that ends with a colon are the command. */
  #command(text: string): object {
    const words = text.split(/\s+/).slice(1);
    const firstParam = words.findIndex(word => word.endsWith(':'));
    const name = firstParam < 0 ? words : words.slice(0, firstParam);
    const pairs = [...text.matchAll(/(\w+):\s*(?:"([^"]*)"|(\S+))/g)];
    const params = Object.fromEntries(pairs.map(([, key, quoted, bare]) => [key, quoted ?? bare]));
    const result = this.#unit.command(name.join('/'), params);
    return { CommandResponse: { [`${name.join('')}Result`]: result } };
  }

  #feedback([verb = '', expression = '']: readonly string[]): object {
    if (this.refusesFeedback) throw new ApiError(0, 'Permission denied');
    const path = expression.split(/[/[\]]+/).filter(part => part !== '');
    if (/^register$/i.test(verb)) {
      this.#lastSubscription += 1;
      this.subscriptions.set(this.#lastSubscription, path);
    } else {
      for (const [id, query] of this.subscriptions)
        if (query.join('/') === path.join('/')) this.subscriptions.delete(id);
    }
    return {};
  }
}

/** Over SSH a value stands in an object of its own and is text; attributes, which begin with a small letter, are bare. */
function wrapped(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(wrapped);
  if (typeof tree !== 'object' || tree === null) return { Value: String(tree) };
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, /^[a-z]/.test(key) ? String(value) : wrapped(value)]),
  );
}
