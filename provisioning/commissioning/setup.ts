import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TiskiError } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import { boxKey } from '../identity/box-key';
import { Identity } from '../identity/identity';
import { lockIdentity } from '../identity/identity-lock';
import { fingerprint } from '../x509/fingerprint';
import { type CheckSite, Course, type Step, steps } from './course';
import type { Network } from './network/network';
import { networkWants } from './network/network-wants';
import { endedBody, enterBody, setupBody } from './page/setup-body';
import { viewOf } from './page/setup-view';
import { sheetDocument } from './page/sheet-document';
import { networkPaper } from './paper/network-paper';
import { slipDocument } from './paper/slip';
import { Session } from './session';
import { FolderDisk, type SetupDisk, shelfOn } from './setup-disk';
import { SetupPrinter } from './setup-printer';
import { identityFolder, sweep } from './stage';
import type { Succession } from './succession';
import { type Trouble, troubleOf } from './trouble';
import { type PageCertificate, pageCertificate } from './web/page-certificate';
import { type Acted, type Asker, SetupServer } from './web/setup-server';
import { isSetupLanguage } from './words/words';

export interface SetupOptions {
  /** State folder of the box. */
  readonly folder: string;
  /** Its files; those of the machine, if left out. */
  readonly disk?: SetupDisk;
  readonly listen: { readonly host: string; readonly port: number };
  /** Of the bundled script and style of the page. */
  readonly assetsDir: string;
  readonly network: Network;
  readonly time: Time;
  readonly log: Log;
  readonly version: string;
  readonly checkSite: CheckSite;
  readonly succession: Succession;
  readonly regionUrl?: string | undefined;
  /** Of the ticket printer, as in `SetupPrinterOptions`. */
  readonly printer?: string | undefined;
  /** The box is finished and everything is let go: it may start as what it is now. */
  readonly onFinished: () => void;
}

export interface SetupAddress {
  /** Nothing while the box has no address. */
  readonly url: string | undefined;
  readonly fingerprint: string;
}

/** Ports of a finished box inside its network: its pages. */
const pagePort = 8080;

/** An address that comes or changes is looked for so often, ms. */
const lookEvery = 3000;

/** Nobody has to say "Begin to serve": the box does so by itself, ms after it is ready. */
const serveAfter = 5 * 60_000;

/** A factory-fresh box: prints its slip, serves its page to one technician, and ends as a finished one. */
export class Setup {
  readonly #options: SetupOptions;
  readonly #disk: SetupDisk;
  #session: Session;
  #course: Course | undefined;
  #server: SetupServer | undefined;
  #printer: SetupPrinter | undefined;
  #certificate: PageCertificate | undefined;
  #fingerprint = '';
  #scratch = '';
  #port = 0;
  #printed = '';
  /** Why the technician before has been sent away. */
  #before: Trouble | undefined;
  #unlock: (() => void) | undefined;
  #timers: Timer[] = [];
  #serving = false;
  #turn: Promise<unknown> = Promise.resolve();
  #ended = false;

  constructor(options: SetupOptions) {
    this.#options = options;
    this.#disk = options.disk ?? new FolderDisk(options.folder);
    this.#session = this.#newSession();
  }

  /** @throws TiskiError `identity-in-use`, `identity-damaged`, `port-in-use`, `port-forbidden` */
  async start(): Promise<SetupAddress> {
    const { folder, time, log, network, listen, printer } = this.#options;
    this.#unlock = await lockIdentity(join(folder, identityFolder));
    await sweep(this.#disk);
    await this.#disk.makeFolder(identityFolder);
    const key = await boxKey(shelfOn(this.#disk, identityFolder));
    this.#fingerprint = fingerprint(key);
    this.#scratch = await mkdtemp(join(tmpdir(), 'tiski-setup-'));
    this.#printer = new SetupPrinter({ address: printer, time, log, scratch: this.#scratch });
    const addresses = network.links().flatMap(({ addresses }) => addresses);
    this.#certificate = pageCertificate(this.#fingerprint, addresses, time.now());
    this.#server = new SetupServer({
      ...this.#options,
      certificate: this.#certificate,
      body: asker => this.#body(asker),
      act: (asker, name, fields) => this.#inTurn(() => this.#act(asker, name, fields)),
      sheet: asker => this.#sheet(asker),
    });
    this.#port = await this.#server.start();
    await this.#begin();
    this.#timers.push(time.every(lookEvery, 'address', () => this.#announce()));
    this.#announce();
    log.info({ url: this.#url, fingerprint: this.#fingerprint, listen }, 'set-up');
    return { url: this.#url, fingerprint: this.#fingerprint };
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) timer.cancel();
    this.#session.stop();
    await this.#server?.stop();
    await this.#turn;
    await this.#course?.stop();
    await this.#printer?.settled();
    if (this.#scratch !== '') await rm(this.#scratch, { recursive: true, force: true });
    this.#unlock?.();
  }

  /** For those who stand at the other end of its wires. */
  get course(): Course | undefined {
    return this.#course;
  }

  /** As on the slip. */
  get code(): string {
    return this.#session.code;
  }

  #newSession(): Session {
    const { time } = this.#options;
    return new Session({ time, onDeadMan: () => this.#inTurn(() => this.#startOver()) });
  }

  /** Nobody is there: what was staged goes, the slip stays good. */
  async #startOver(): Promise<void> {
    const course = this.#course;
    if (course?.step === 'done') return;
    await course?.stop();
    if (course?.succeeded) return;
    this.#before = { code: 'setup-abandoned', lines: [] };
    await this.#begin();
    this.#server?.changed();
  }

  async #begin(): Promise<void> {
    const { disk, time, ...options } = this.#options;
    const identity = new Identity({ shelf: shelfOn(this.#disk, identityFolder), time });
    this.#course = new Course({
      ...options,
      time,
      disk: this.#disk,
      certificate: await identity.certificate(),
      scratch: this.#scratch,
      fingerprint: this.#fingerprint,
      onChange: () => this.#changed(),
    });
  }

  #changed(): void {
    this.#server?.changed();
    if (this.#course?.step !== 'done' || this.#serving) return;
    this.#serving = true;
    this.#timers.push(this.#options.time.after(serveAfter, 'begin to serve', () => this.#finish()));
  }

  get #address(): string | undefined {
    const { network, listen } = this.#options;
    if (!/^(0\.0\.0\.0|::)$/.test(listen.host)) return listen.host;
    const all = network.links().flatMap(({ carrier, addresses }) => (carrier ? addresses : []));
    return all.find(address => address.includes('.')) ?? all[0];
  }

  get #url(): string | undefined {
    const address = this.#address;
    if (address === undefined) return undefined;
    return `https://${address.includes(':') ? `[${address}]` : address}:${this.#port}/setup`;
  }

  /** A slip for each address: the first may come when the cable is put in. */
  #announce(): void {
    const url = this.#url;
    const { log } = this.#options;
    if (this.#printed === (url ?? 'none') || this.#course?.step !== 'network') return;
    this.#printed = url ?? 'none';
    const slip = { url, code: this.code, fingerprint: this.#fingerprint };
    this.#printer
      ?.print(paper => slipDocument({ ...slip, certificate: this.#certificate?.sha256 ?? '' }, paper))
      .then(
        outcome => {
          log.info({ ...outcome }, 'slip');
          if (outcome.outcome === 'not-done') this.#printed = '';
        },
        error => log.error({ error: String(error) }, 'slip'),
      );
  }

  #body(asker: Asker) {
    const course = this.#course;
    if (this.#ended) return endedBody(asker.language);
    if (course && this.#session.isHolder(asker.secret))
      return setupBody(viewOf(course, asker.language, this.#fingerprint));
    return enterBody(asker.language, this.#fingerprint, this.#before);
  }

  #sheet({ secret, language }: Asker) {
    const course = this.#course;
    if (!course || !this.#session.isHolder(secret)) return undefined;
    return sheetDocument(this.#wants(course), course.network, language);
  }

  #wants(course: Course) {
    const { network } = this.#options;
    const { regionUrl, broker, box } = course;
    const ports = [this.#port, pagePort];
    return networkWants({ network, box: box ?? this.#fingerprint, regionUrl, broker, ports });
  }

  async #act(asker: Asker, name: string, fields: Readonly<Record<string, string>>): Promise<Acted> {
    const { value = '' } = fields;
    if (name === 'language' && isSetupLanguage(value)) return { language: value };
    if (name === 'enter') return this.#enter(asker, fields.code ?? '');
    const course = this.#course;
    if (!course || this.#ended || !this.#session.isHolder(asker.secret)) return { body: this.#body(asker) };
    this.#session.acted();
    if (!course.succeeds) await this.#acts(course, asker)[name]?.(fields);
    this.#server?.changed();
    return {};
  }

  #acts(course: Course, { language }: Asker): Readonly<Record<string, (fields: Fields) => unknown>> {
    return {
      network: () => course.lookAtNetwork(),
      'print-sheet': () => this.#printSheet(course, language),
      go: ({ value = '' }) => steps.includes(value as Step) && course.go(value as Step),
      claim: ({ claim = '', url = '' }) => course.claim(claim, url),
      fetch: () => course.fetch(),
      site: ({ text = '' }) => course.choose(text),
      learn: ({ value = '' }) => course.learn(value),
      'learn-stop': () => course.learning?.stop(),
      try: ({ value = '' }) => course.tryOut(value, language),
      good: ({ value = '' }) => course.judge(value, true),
      bad: ({ value = '' }) => course.judge(value, false),
      place: ({ place = '', contact = '', photo = '' }) => course.label({ place, contact, photo }),
      accept: () => course.accept(language),
      'print-report': () => course.printReport(language),
      finish: () => this.#finish(),
    };
  }

  #enter(asker: Asker, code: string): Acted {
    if (this.#session.isHolder(asker.secret)) return {};
    try {
      const secret = this.#session.enter(code, asker.address);
      this.#before = undefined;
      this.#inTurn(() => this.#course?.lookAtNetwork());
      return { secret };
    } catch (error) {
      if (!(error instanceof TiskiError)) throw error;
      return { body: enterBody(asker.language, this.#fingerprint, troubleOf(error)) };
    }
  }

  async #printSheet(course: Course, language: Asker['language']): Promise<void> {
    const wants = this.#wants(course);
    const [own] = course.bench?.printers ?? [];
    const lay = (paper: Parameters<typeof networkPaper>[3]) =>
      networkPaper(wants, course.network, language, paper);
    const outcome = own === undefined ? await this.#printer?.print(lay) : await course.bench?.print(own, lay);
    course.trouble = outcome && outcome.outcome !== 'done' ? { code: outcome.code, lines: [] } : undefined;
  }

  /** After the answer has gone out. */
  #finish(): void {
    if (this.#ended || this.#course?.step !== 'done') return;
    this.#ended = true;
    this.#server?.changed();
    this.#options.time.after(500, 'finish', () => {
      this.stop().then(
        () => this.#options.onFinished(),
        error => this.#options.log.error({ error: String(error) }, 'set-up'),
      );
    });
  }

  /** One thing at a time, in the order in which it was asked for. */
  #inTurn<T>(work: () => Promise<T> | T): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(error => this.#options.log.error({ error: String(error) }, 'set-up'));
    return turn;
  }
}

type Fields = Readonly<Record<string, string>>;
