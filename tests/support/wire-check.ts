import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';

/** The parts of an AsyncAPI 3 document that are read here. */
export interface AsyncApiDocument {
  readonly channels: Readonly<Record<string, { address: string; messages: Record<string, unknown> }>>;
  readonly operations: Readonly<
    Record<string, { action: string; channel: { $ref: string }; bindings: { mqtt: { retain: boolean } } }>
  >;
  readonly components: { readonly messages: Readonly<Record<string, { payload: JsonSchema }>> };
}

interface JsonSchema {
  readonly properties?: { readonly type?: { readonly const?: string } };
}

interface Channel {
  readonly name: string;
  readonly matches: RegExp;
  readonly retain: boolean;
  readonly messages: readonly string[];
}

/** Read as an integrator reads it: the published file and no code of the product. */
export const publishedDocument = join(__dirname, '../../firmware/link/generated/asyncapi.json');

const toAppliance = /^tiski\/1\/[^/]+\/[^/]+\/(command|ring)\//;

/**
 * Holds what an appliance says against its AsyncAPI document. What is said to an appliance is not judged: tests send it nonsense on
 * purpose.
 */
export class WireCheck {
  readonly #document: AsyncApiDocument;
  readonly #channels: readonly Channel[];
  readonly #ajv = new Ajv({ strict: false });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(document: AsyncApiDocument = JSON.parse(readFileSync(publishedDocument, 'utf8'))) {
    this.#document = document;
    this.#channels = Object.values(document.operations).map(({ action, channel, bindings }) => {
      const name = channel.$ref.slice('#/channels/'.length);
      const { address = '', messages = {} } = document.channels[name] ?? {};
      const pattern = address.replaceAll('$', '\\$').replaceAll(/\{\w+\}/g, '[^/]+');
      return {
        name,
        matches: new RegExp(`^${pattern}$`),
        retain: bindings.mqtt.retain,
        messages: action === 'send' ? Object.keys(messages) : [],
      };
    });
  }

  /** What is wrong with a message, or nothing. @param retain whether it was published as retained; left out if that is not known */
  complaint(topic: string, text: string, retain?: boolean): string | undefined {
    if (!topic.startsWith('tiski/1/')) return undefined;
    const channels = this.#channels.filter(({ matches }) => matches.test(topic));
    if (channels.length === 0) return toAppliance.test(topic) ? undefined : `${topic} is in no channel`;
    // A retained topic that is emptied is a topic no more.
    if (text === '' || channels.some(({ messages }) => messages.length === 0)) return undefined;
    const complaints = channels.map(channel => this.#against(channel, topic, text, retain));
    return complaints.includes(undefined) ? undefined : complaints.join('; ');
  }

  #against(
    { name, messages, retain }: Channel,
    topic: string,
    text: string,
    isRetained: boolean | undefined,
  ) {
    if (isRetained !== undefined && isRetained !== retain)
      return `${topic} was ${isRetained ? '' : 'not '}retained`;
    const body = parsed(text);
    if (body === undefined) return `${topic} is no JSON: ${text}`;
    const type = (body as { type?: unknown }).type;
    const fitting =
      messages.length === 1 ? messages[0] : messages.find(message => this.#typeOf(message) === type);
    if (fitting === undefined)
      return `${topic} has a message that the channel ${name} does not have: ${text}`;
    const validate = this.#validator(fitting);
    if (validate(body)) return undefined;
    return `${topic} is no ${fitting}: ${this.#ajv.errorsText(validate.errors)}: ${text}`;
  }

  #typeOf(message: string): string | undefined {
    return this.#document.components.messages[message]?.payload.properties?.type?.const;
  }

  #validator(message: string): ValidateFunction {
    const known = this.#validators.get(message);
    if (known) return known;
    const made = this.#ajv.compile(this.#document.components.messages[message]?.payload ?? false);
    this.#validators.set(message, made);
    return made;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
