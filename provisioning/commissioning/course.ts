import type { X509Certificate } from 'node:crypto';
import { TiskiError } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import type { PrintOutcome } from '../../hal/ticket-printer';
import { Identity } from '../identity/identity';
import { nameIn } from '../x509/box-name';
import { type AcceptanceReport, acceptanceReport, type Labels, longestLabel } from './acceptance';
import { DeviceBench } from './device-bench';
import { fetchSite } from './fetch-site';
import { Learning } from './learning';
import { type CheckResult, checkNetwork, type HostPort } from './network/check-network';
import type { Network } from './network/network';
import { acceptancePaper } from './paper/acceptance-paper';
import { testPaper } from './paper/test-paper';
import { publishReport } from './publish-report';
import type { SetupDisk } from './setup-disk';
import { SiteDraft } from './site-draft';
import { boxFolder, Stage } from './stage';
import type { Succeeded, Succession } from './succession';
import { type Trouble, troubleOf } from './trouble';
import { goOn, type ShownClaim, shownClaim, useClaim } from './use-claim';
import type { SetupLanguage } from './words/words';

export const steps = ['network', 'claim', 'site', 'devices', 'place', 'accept', 'done'] as const;
export type Step = (typeof steps)[number];

/** How `tiski check` finds a file: no lines for a good one. */
export type CheckSite = (path: string) => Promise<readonly string[]>;

export interface CourseOptions {
  readonly disk: SetupDisk;
  /** Absolute path of the state folder, which `disk` is. */
  readonly folder: string;
  /** For what drivers keep while they are tried; thrown away. */
  readonly scratch: string;
  readonly network: Network;
  readonly time: Time;
  readonly log: Log;
  readonly version: string;
  readonly fingerprint: string;
  /** Certificate of a box that belongs to its region already; it needs no claim. */
  readonly certificate?: X509Certificate | undefined;
  /** Address of the region, where the image of the box has it. */
  readonly regionUrl?: string | undefined;
  readonly checkSite: CheckSite;
  readonly succession: Succession;
  /** Something that the page shows has changed. */
  readonly onChange: () => void;
}

/** A region that waits for a person is asked again after, ms. */
const askAgain = 5000;

/**
 * One way from factory-fresh to finished, as one technician goes it. Everything is staged; `accept` is the one step after which the box is another.
 * What fails leaves the step as it was, with a trouble that says what to do.
 */
export class Course {
  step: Step = 'network';
  trouble: Trouble | undefined;
  network: readonly CheckResult[] = [];
  box: string | undefined;
  /** The region waits until somebody there has confirmed the box. */
  waits = false;
  /** The box takes the place of another one, whose queue and settings are on their way: nothing else can be done. */
  succeeds = false;
  succeeded: Succeeded | undefined;
  draft: SiteDraft | undefined;
  learning: Learning | undefined;
  labels: Labels = { place: '', contact: '', photo: '' };
  report: AcceptanceReport | undefined;
  printed: PrintOutcome | undefined;
  published = false;
  bench: DeviceBench | undefined;
  readonly #options: CourseOptions;
  #regionUrl: string | undefined;
  #stage: Stage | undefined;
  #identity: Identity | undefined;
  #certificateEnds = 0;
  #asking: Timer | undefined;
  #succeeding: Promise<void> | undefined;

  constructor(options: CourseOptions) {
    this.#options = options;
    this.#regionUrl = options.regionUrl;
    if (options.certificate) this.#isMember(options.certificate);
  }

  get regionUrl(): string | undefined {
    return this.#regionUrl;
  }

  get broker(): HostPort | undefined {
    const url = this.draft?.broker?.url;
    if (url === undefined || !URL.canParse(url)) return undefined;
    const { protocol, hostname, port } = new URL(url);
    const usual = { 'mqtts:': 8883, 'wss:': 443, 'ws:': 80 }[protocol] ?? 1883;
    return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port) };
  }

  /** Undoes all that is not committed, and lets go of all devices. What has no way back ends first. */
  async stop(): Promise<void> {
    this.#asking?.cancel();
    this.learning?.stop();
    await this.bench?.stop();
    this.bench = undefined;
    await this.#succeeding;
    if (this.step !== 'done') await this.#stage?.abandon();
  }

  go(step: Step): void {
    const at = steps.indexOf(step);
    const may = at < steps.indexOf('done') && at <= steps.indexOf(this.furthest) && this.step !== 'done';
    if (may) this.#to(step);
  }

  async lookAtNetwork(): Promise<void> {
    const { network, time } = this.#options;
    const region = this.#regionUrl === undefined ? undefined : new URL(this.#regionUrl);
    this.network = await checkNetwork({ network, time, region, broker: this.broker });
    this.trouble = undefined;
    this.#options.onChange();
  }

  /** @param typed as scanned or typed @param url of the region, beside it */
  async claim(typed: string, url: string): Promise<void> {
    const { disk, time } = this.#options;
    await this.#try(async () => {
      const shown = shownClaim(typed, url.trim() === '' ? this.#regionUrl : url.trim());
      this.#regionUrl = shown.url.href;
      await this.#letGo();
      this.#stage = await Stage.begin(disk, 'newcomer');
      this.#identity = new Identity({ shelf: this.#stage.identity, time });
      await this.#enrolled(this.#identity, shown, useClaim);
    });
  }

  async #enrolled(identity: Identity, shown: ShownClaim, by: typeof useClaim): Promise<void> {
    const { time, onChange } = this.#options;
    try {
      await by(identity, shown, time);
    } catch (error) {
      const { code } = troubleOf(error);
      this.waits = code === 'region-waits';
      if (!this.waits) throw error;
      this.#asking = time.after(askAgain, 'region waits', () => {
        this.#try(() => this.#enrolled(identity, shown, goOn)).then(onChange);
      });
      return;
    }
    this.waits = false;
    const certificate = await identity.certificate();
    if (certificate) this.#isMember(certificate);
    this.#to('claim');
    if (await this.#options.succession.isDue()) {
      this.#succeeding = this.#succeed();
      return;
    }
    this.#to('site');
    await this.fetch();
  }

  /** Takes minutes on a slow line. From here on the box is what the other was, or a factory-fresh one after a power cut. */
  async #succeed(): Promise<void> {
    this.succeeds = true;
    await this.#try(async () => {
      this.#options.onChange();
      this.succeeded = await this.#options.succession.carryOut();
      this.step = 'done';
    });
    this.succeeds = false;
    this.#options.onChange();
  }

  #isMember(certificate: X509Certificate): void {
    this.box = nameIn(certificate).box;
    this.#certificateEnds = certificate.validToDate.getTime();
  }

  /** Of the claim; or, of a box that needs none, its own. */
  async #staged(): Promise<Stage> {
    const { disk, time } = this.#options;
    this.#stage ??= await Stage.begin(disk, 'member');
    this.#identity ??= new Identity({ shelf: this.#stage.identity, time });
    return this.#stage;
  }

  async fetch(): Promise<void> {
    await this.#try(async () => {
      await this.#staged();
      const contact = await this.#identity?.contact();
      if (contact) await this.#take(await fetchSite(contact, this.#options.time));
    });
  }

  /** A site file from elsewhere. */
  choose(text: string): Promise<void> {
    return this.#try(() => this.#take(text));
  }

  async #take(text: string): Promise<void> {
    const { checkSite, folder, time, log, scratch } = this.#options;
    if (this.box === undefined) return;
    const stage = await this.#staged();
    await stage.write('site.yaml', text);
    const lines = await checkSite(`${folder}/${stage.pathOf('site.yaml')}`);
    if (lines.length > 0) {
      this.trouble = { code: 'setup-site-refused', lines };
      return;
    }
    const draft = new SiteDraft(text);
    if (draft.box !== this.box) throw new TiskiError('setup-site-other', draft.box);
    await this.bench?.stop();
    this.draft = draft;
    this.learning?.stop();
    this.learning = new Learning({ draft, time, onChange: this.#options.onChange });
    this.bench = new DeviceBench({
      draft,
      time,
      log,
      folder: scratch,
      onPress: device => this.#pressed(device),
      onStatus: this.#options.onChange,
    });
    await this.bench.start();
    this.#to('devices');
    await this.lookAtNetwork();
  }

  #pressed(device: string): void {
    if (this.step === 'devices') this.learning?.pressed(device);
  }

  learn(task: string): void {
    this.trouble = undefined;
    this.learning?.begin(task);
  }

  /** Lets a device do something; a printer says itself how it went. */
  async tryOut(device: string, language: SetupLanguage): Promise<void> {
    await this.#try(async () => {
      const { bench } = this;
      if (!bench?.printers.includes(device)) return bench?.show(device);
      const outcome = await bench.print(device, paper =>
        testPaper({ device, at: this.#options.time.now(), language, paper, draft: this.draft }),
      );
      if (outcome && outcome.outcome !== 'done') this.trouble = { code: outcome.code, lines: [] };
    });
  }

  judge(device: string, isGood: boolean): void {
    this.trouble = undefined;
    this.bench?.judge(device, isGood);
    const trial = this.bench?.trials.find(one => one.device === device);
    if (trial?.code !== undefined) this.trouble = { code: trial.code, lines: [] };
  }

  label({ place, contact, photo }: Labels): void {
    const cut = (text: string) => text.trim().replace(/\s+/g, ' ').slice(0, longestLabel);
    this.labels = { place: cut(place), contact: cut(contact), photo: cut(photo) };
    if (this.labels.place !== '') this.#to('accept');
  }

  /** Makes the box what it was set up to be. Power that is cut before the move of the folder leaves it factory-fresh, after it finished. */
  async accept(language: SetupLanguage): Promise<void> {
    const { draft, learning, bench, box, labels } = this;
    const stage = this.#stage;
    if (this.step !== 'accept' || !stage || !draft || !learning || !bench || box === undefined) return;
    await this.#try(async () => {
      const { time, version, fingerprint } = this.#options;
      learning.stop();
      const report = acceptanceReport({
        box,
        at: time.now(),
        version,
        fingerprint,
        certificateEnds: this.#certificateEnds,
        place: labels.place,
        network: this.network,
        tasks: learning.tasks,
        trials: bench.trials,
      });
      await stage.write('site.yaml', draft.text);
      await stage.write('place.json', JSON.stringify(labels));
      await stage.write('acceptance.json', JSON.stringify(report));
      await stage.commit();
      this.report = report;
      this.#to('done');
    });
    if (this.report) await Promise.all([this.printReport(language), this.#publish()]);
  }

  async printReport(language: SetupLanguage): Promise<void> {
    const { report, draft, bench, labels } = this;
    const [printer] = bench?.printers ?? [];
    if (!report || !draft || printer === undefined) return;
    this.trouble = undefined;
    this.printed = await bench?.print(printer, paper =>
      acceptancePaper({ report, labels, draft, language, paper }),
    );
    if (this.printed && this.printed.outcome !== 'done')
      this.trouble = { code: this.printed.code, lines: [] };
    this.#options.onChange();
  }

  /** The appliance sends it again whenever it connects, so that a failure here is no more than late news. */
  async #publish(): Promise<void> {
    const { report, draft } = this;
    const { time, folder, log } = this.#options;
    if (!report || !draft?.broker) return;
    this.published = await publishReport({
      report,
      broker: draft.broker,
      folder: `${folder}/${boxFolder}`,
      time,
      log,
    });
    this.#options.onChange();
  }

  /** How far one may go: what comes later needs what comes before. */
  get furthest(): Step {
    if (this.draft) return this.labels.place === '' ? 'place' : 'accept';
    return this.box === undefined ? 'claim' : 'site';
  }

  #to(step: Step): void {
    this.step = step;
    this.trouble = undefined;
    if (step !== 'devices') this.learning?.stop();
    this.#options.onChange();
  }

  /** What another claim would be mixed up with. */
  async #letGo(): Promise<void> {
    this.#asking?.cancel();
    this.learning?.stop();
    await this.bench?.stop();
    this.bench = undefined;
    this.draft = undefined;
    this.box = undefined;
    this.waits = false;
  }

  async #try(work: () => Promise<void> | void): Promise<void> {
    this.trouble = undefined;
    try {
      await work();
    } catch (error) {
      this.trouble = troubleOf(error);
      this.#options.log.warn({ error: String(error) }, 'set-up');
    }
    this.#options.onChange();
  }
}
