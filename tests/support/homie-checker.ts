/**
 * A checker of devices of the Homie convention 5 (github.com/homieiot/convention, convention.md): written from its text and from
 * nothing of the product. It is told every message below a device in its order and says what the convention does not allow.
 */

export interface HomieMessage {
  readonly topic: string;
  readonly payload: string;
  /** As published, not as delivered. */
  readonly retain: boolean;
  readonly qos: number;
}

const idForm = /^[a-z0-9-]+$/;
const states = ['init', 'ready', 'disconnected', 'sleeping', 'lost'];
const datatypes = [
  'integer',
  'float',
  'boolean',
  'string',
  'enum',
  'color',
  'datetime',
  'duration',
  'json',
] as const;
const logLevels = ['debug', 'info', 'warn', 'error', 'fatal'];

type Fields = Readonly<Record<string, unknown>>;

/** Fields of the objects of a description: whether they must be there, and their type. */
const deviceFields = {
  homie: [true, 'string'],
  version: [true, 'integer'],
  nodes: [false, 'object'],
  name: [false, 'string'],
  type: [false, 'string'],
  children: [false, 'strings'],
  root: [false, 'string'],
  parent: [false, 'string'],
  extensions: [false, 'strings'],
} as const;
const nodeFields = {
  name: [false, 'string'],
  type: [false, 'string'],
  properties: [false, 'object'],
} as const;
const propertyFields = {
  name: [false, 'string'],
  datatype: [true, 'string'],
  format: [false, 'string'],
  settable: [false, 'boolean'],
  retained: [false, 'boolean'],
  unit: [false, 'string'],
} as const;

export class HomieChecker {
  readonly faults: string[] = [];
  readonly #base: string;
  readonly #values = new Map<string, string>();
  #state: string | undefined;
  #description: string | undefined;
  #version = 0;
  #properties = new Map<string, Fields>();

  /** @param base `{domain}/5/{device}` */
  constructor(base: string) {
    this.#base = base;
    const [domain = '', major, id = '', ...more] = base.split('/');
    this.#expect(domain !== '' && major === '5' && more.length === 0, `root topic ${base}`);
    this.#expect(idForm.test(id), `device id ${id}`);
  }

  get state(): string | undefined {
    return this.#state;
  }

  /** Values by `{node}/{property}`. */
  get values(): ReadonlyMap<string, string> {
    return this.#values;
  }

  hear({ topic, payload, retain, qos }: HomieMessage): void {
    if (!topic.startsWith(`${this.#base}/`)) return;
    this.#expect(!payload.startsWith('\uFEFF'), `${topic}: byte order mark`);
    const path = topic.slice(this.#base.length + 1);
    if (path === '$state') this.#hearState(payload);
    else if (path === '$description') this.#hearDescription(payload);
    else if (path.startsWith('$log/')) {
      this.#expect(logLevels.includes(path.slice('$log/'.length)) && !retain, `${topic}: log`);
      return;
    } else if (path.startsWith('$alert/'))
      this.#expect(idForm.test(path.slice('$alert/'.length)), `${topic}: alert id`);
    else this.#hearValue(path, payload, retain, qos);
    const isMomentary = this.#properties.get(path)?.retained === false;
    if (!isMomentary) {
      this.#expect(retain, `${topic} is not retained`);
      this.#expect(qos >= 1, `${topic} has QoS ${qos}`);
    }
  }

  #hearState(payload: string): void {
    if (payload === '') {
      this.#state = undefined;
      return;
    }
    this.#expect(states.includes(payload), `state ${payload}`);
    if (payload === 'ready') this.#expectComplete();
    this.#state = payload;
  }

  /** "has sent all Homie messages describing the device attributes, nodes, properties, and their values" */
  #expectComplete(): void {
    this.#expect(this.#description !== undefined, 'ready without a description');
    for (const [path, { retained }] of this.#properties)
      if (retained !== false) this.#expect(this.#values.has(path), `ready, but ${path} has no value`);
    for (const path of this.#values.keys())
      this.#expect(this.#properties.has(path), `ready, but ${path} is left over`);
  }

  #hearDescription(payload: string): void {
    if (payload === '') {
      this.#expect(this.#state === undefined, 'description removed before the state');
      this.#description = undefined;
      return;
    }
    if (payload === this.#description) return;
    const mayChange = ['init', 'disconnected', 'lost'].includes(this.#state ?? '');
    this.#expect(mayChange, `description changes while ${this.#state ?? 'there is no state'}`);
    this.#description = payload;
    const device = this.#object('description', parsed(payload), deviceFields);
    if (!device) return;
    this.#expect(/^5\.\d+$/.test(String(device.homie)), `homie ${device.homie}`);
    this.#expect(Number(device.version) > this.#version, `version ${device.version} after ${this.#version}`);
    this.#version = Number(device.version);
    this.#expect(device.root !== undefined || device.parent === undefined, 'a parent without a root');
    this.#properties = new Map(this.#describedProperties(device));
  }

  *#describedProperties(device: Fields): Generator<[string, Fields]> {
    for (const [id, value] of Object.entries(device.nodes ?? {})) {
      this.#expect(idForm.test(id), `node id ${id}`);
      const node = this.#object(`node ${id}`, value, nodeFields);
      for (const [propertyId, property] of Object.entries(node?.properties ?? {})) {
        const path = `${id}/${propertyId}`;
        this.#expect(idForm.test(propertyId), `property id ${path}`);
        const fields = this.#object(path, property, propertyFields);
        if (!fields) continue;
        this.#checkFormat(path, fields);
        yield [path, fields];
      }
    }
  }

  #checkFormat(path: string, { datatype, format }: Fields): void {
    const isKnown = datatypes.some(known => known === datatype);
    this.#expect(isKnown, `${path}: datatype ${datatype}`);
    const text = format === undefined ? undefined : String(format);
    if (datatype === 'enum') {
      const options = text?.split(',') ?? [''];
      this.#expect(!options.includes(''), `${path}: an enum without values`);
      this.#expect(new Set(options).size === options.length, `${path}: values twice in ${text}`);
    }
    if (datatype === 'color')
      this.#expect(/^(rgb|hsv|xyz)(,(rgb|hsv|xyz))*$/.test(text ?? ''), `${path}: ${text}`);
    if (datatype === 'boolean' && text !== undefined)
      this.#expect(/^[^,]+,[^,]+$/.test(text), `${path}: boolean format ${text}`);
    if ((datatype === 'integer' || datatype === 'float') && text !== undefined)
      this.#expect(rangeOf(text) !== undefined, `${path}: range ${text}`);
  }

  #hearValue(path: string, payload: string, retain: boolean, qos: number): void {
    if (payload === '') {
      this.#values.delete(path);
      return;
    }
    const described = this.#properties.get(path);
    if (!described) {
      this.faults.push(`${path} is not described`);
      return;
    }
    if (described.retained === false) this.#expect(!retain && qos === 0, `${path}: retained or assured`);
    const value = payload === '\u0000' ? '' : payload;
    this.#expect(fits(value, described), `${path}: ${JSON.stringify(payload)} is no ${described.datatype}`);
    this.#values.set(path, value);
  }

  #object(
    what: string,
    value: unknown,
    fields: Readonly<Record<string, readonly [required: boolean, type: string]>>,
  ): Fields | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.faults.push(`${what} is no object`);
      return undefined;
    }
    const given = value as Fields;
    for (const [name, [required, type]] of Object.entries(fields)) {
      if (given[name] === undefined) this.#expect(!required, `${what} has no ${name}`);
      else this.#expect(isOf(type, given[name]), `${what}: ${name} is no ${type}`);
    }
    for (const name of Object.keys(given))
      this.#expect(Object.hasOwn(fields, name), `${what}: ${name} is unknown`);
    return given;
  }

  #expect(isFine: boolean, fault: string): void {
    if (!isFine) this.faults.push(fault);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'strings') return Array.isArray(value) && value.every(item => typeof item === 'string');
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

const number = '-?\\d+(?:\\.\\d+)?(?:[eE]-?\\d+)?';

/** "[min]:[max][:step]" */
function rangeOf(format: string): { readonly least: number; readonly most: number } | undefined {
  const [, least, most, step] = new RegExp(`^(${number})?:(${number})?(?::(${number}))?$`).exec(format) ?? [];
  if (!/^[^:]*:[^:]*(:[^:]+)?$/.test(format) || (step !== undefined && Number(step) <= 0)) return undefined;
  return {
    least: least === undefined ? Number.NEGATIVE_INFINITY : Number(least),
    most: most === undefined ? Number.POSITIVE_INFINITY : Number(most),
  };
}

function fits(value: string, { datatype, format }: Fields): boolean {
  const range = rangeOf(String(format ?? ':'));
  const isWithin = range !== undefined && Number(value) >= range.least && Number(value) <= range.most;
  switch (datatype) {
    case 'integer':
      return /^-?\d+$/.test(value) && isWithin;
    case 'float':
      return new RegExp(`^${number}$`).test(value) && isWithin;
    case 'boolean':
      return value === 'true' || value === 'false';
    case 'enum':
      return String(format).split(',').includes(value);
    case 'string':
      return true;
    case 'datetime':
      return /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value));
    case 'duration':
      return /^PT(?=\d)(\d+H)?(\d+M)?(\d+S)?$/.test(value);
    case 'color':
      return /^(rgb|hsv),[\d.]+,[\d.]+,[\d.]+$|^xyz,[\d.]+,[\d.]+$/.test(value);
    case 'json':
      return typeof parsed(value) === 'object' && parsed(value) !== null;
    default:
      return false;
  }
}
