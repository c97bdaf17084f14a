import type { IncomingMessage } from 'node:http';
import type { Time } from '../../../hal/platform/time';
import { type Actor, actorFrom } from '../../servicepoint/rights/actor';
import { Attempts } from '../attempts';
import { isProgramOnBox } from './asker';
import { roleCookies } from './cookies';
import { PairingCodes } from './pairing-codes';
import { type RoleToken, RoleTokens } from './role-tokens';
import { digestOf } from './secrets';
import { Sessions } from './sessions';

export interface DoorOptions {
  /** Folder where tokens are kept; nobody comes in by one without it. */
  readonly folder?: string;
  /** Every page may act in every role, as a program on the box may. Only where everybody plays every role: in a simulated site. */
  readonly openToAll?: boolean;
  readonly time: Time;
}

/** Who gives a command: `by` as the runtime takes it, absent for whoever the command is meant for; or why the token does not count. */
export type Asking =
  | { readonly ok: true; readonly by?: string }
  | { readonly ok: false; readonly code: 'token-wrong' | 'token-limited' };

/** ms that a technician who came in by a code stays in. */
export const pairedFor = 4 * 3_600_000;

const customer: Actor = { role: 'customer' };

/**
 * Decides who asks (README, "Who asks"): whoever bears a token has its role and place; a program on the box itself may say who it is;
 * everybody else is a customer.
 */
export class Door {
  readonly #tokens: RoleTokens | undefined;
  readonly #sessions: Sessions | undefined;
  readonly #codes: PairingCodes | undefined;
  readonly #openToAll: boolean;
  readonly #attempts: Attempts;
  /** Digests of secrets that have been right: whoever has come in is not kept out because others guess at the same address. */
  readonly #rightBefore = new Set<string>();

  constructor({ folder, openToAll = false, time }: DoorOptions) {
    this.#tokens = folder === undefined ? undefined : new RoleTokens({ folder, time });
    this.#sessions =
      folder === undefined || !this.#tokens
        ? undefined
        : new Sessions({ folder, tokens: this.#tokens, time });
    this.#codes = folder === undefined ? undefined : new PairingCodes({ folder, time });
    this.#openToAll = openToAll;
    this.#attempts = new Attempts(time);
  }

  /** @param by what the asker says of itself: chooses among what it may be, and never goes beyond */
  asking(request: IncomingMessage, by: string | undefined): Asking {
    const bearer = bearerOf(request);
    if (bearer !== undefined) {
      const found = this.#look(request, bearer, secret => this.#tokens?.find(secret));
      return typeof found === 'string'
        ? { ok: false, code: found }
        : { ok: true, by: written(within(found, by)) };
    }
    if (this.#isTrusted(request)) return { ok: true, ...(by !== undefined && { by }) };
    return { ok: true, by: written(chosen(this.borne(request), by)) };
  }

  /** Whether the asker may read what is shown to this role, and to this place if one is named. */
  mayRead(request: IncomingMessage, wanted: Actor): boolean {
    return isProgramOnBox(request) || this.mayOpen(request, wanted);
  }

  /** Whether the asker may open the page of this role. Pages are for browsers, so being on the box is not enough. */
  mayOpen(request: IncomingMessage, { role, place }: Actor): boolean {
    const isMeant = (held: Actor) =>
      held.role === role && (held.place === undefined || place === undefined || held.place === place);
    return this.#openToAll || this.#held(request).some(isMeant);
  }

  /** Whether the asker works here, in whichever role, or is a program on the box: figures are for nobody else. */
  isStaff(request: IncomingMessage): boolean {
    if (bearerOf(request) === undefined && this.#isTrusted(request)) return true;
    return this.#held(request).some(({ role }) => role !== 'customer');
  }

  /** The roles that a browser came in for, by its cookies. */
  borne(request: IncomingMessage): readonly RoleToken[] {
    return roleCookies(request).flatMap(({ secret }) => {
      const found = this.#look(request, secret, secret => this.#sessions?.find(secret));
      return typeof found === 'string' ? [] : [found];
    });
  }

  /** Lets a browser in by the token of its link. @returns what it holds from now on. @throws the error of the file system */
  async enter(
    request: IncomingMessage,
    token: string,
  ): Promise<{ readonly actor: Actor; readonly secret: string } | 'token-wrong' | 'token-limited'> {
    const found = this.#look(request, token, secret => this.#tokens?.find(secret));
    if (typeof found === 'string' || !this.#sessions)
      return typeof found === 'string' ? found : 'token-wrong';
    const secret = await this.#sessions.open(token);
    this.#rightBefore.add(digestOf(secret));
    return { actor: found, secret };
  }

  /** Lets a technician's browser in for some hours, by a code of `PairingCodes`. @throws the error of the file system */
  async pair(
    request: IncomingMessage,
    code: string,
  ): Promise<{ readonly actor: Actor; readonly secret: string } | 'pairing-wrong' | 'token-limited'> {
    const { remoteAddress: address = '' } = request.socket;
    if (this.#attempts.isOver(address)) return 'token-limited';
    if (!this.#tokens || !this.#sessions || !(await this.#codes?.use(code))) {
      this.#attempts.failed(address);
      return 'pairing-wrong';
    }
    const actor: Actor = { role: 'technician' };
    const { secret: token } = await this.#tokens.add(actor, 'came in by a code', pairedFor);
    const secret = await this.#sessions.open(token);
    this.#rightBefore.add(digestOf(secret));
    return { actor, secret };
  }

  /** Ends what a browser holds. @throws the error of the file system */
  async leave(secret: string): Promise<void> {
    await this.#sessions?.end(secret);
  }

  /** Pages of a box that is open to all are trusted as programs on it are, wherever they stand. */
  #isTrusted(request: IncomingMessage): boolean {
    return this.#openToAll || isProgramOnBox(request);
  }

  /** What a request may act as: by its bearer token alone, if it has one. */
  #held(request: IncomingMessage): readonly Actor[] {
    const bearer = bearerOf(request);
    if (bearer === undefined) return this.borne(request);
    const found = this.#look(request, bearer, secret => this.#tokens?.find(secret));
    return typeof found === 'string' ? [] : [found];
  }

  #look(
    request: IncomingMessage,
    secret: string,
    find: (secret: string) => RoleToken | undefined,
  ): RoleToken | 'token-wrong' | 'token-limited' {
    const { remoteAddress: address = '' } = request.socket;
    const digest = digestOf(secret);
    if (!this.#rightBefore.has(digest) && this.#attempts.isOver(address)) return 'token-limited';
    const found = find(secret);
    if (found) this.#rightBefore.add(digest);
    else if (!this.#rightBefore.delete(digest)) this.#attempts.failed(address);
    return found ?? 'token-wrong';
  }
}

/** RFC 6750, 2.1. What a server in front asks for in another scheme is not for us. */
function bearerOf({ headers: { authorization } }: IncomingMessage): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

/** A token without a place is for every place of its role. */
function covers({ role, place }: Actor, wanted: Actor): boolean {
  return role === wanted.role && (place === undefined || place === wanted.place);
}

/** One token as far as `by` narrows it. */
function within(token: Actor, by: string | undefined): Actor {
  const wanted = by === undefined ? undefined : actorFrom(by);
  if (!wanted) return token;
  return wanted.role === 'customer' || covers(token, wanted) ? wanted : token;
}

/** Among several, `by` chooses. Whoever leaves it open which of them is meant is none of them. */
function chosen(held: readonly Actor[], by: string | undefined): Actor {
  const wanted = by === undefined ? undefined : actorFrom(by);
  const meant = wanted
    ? (held.find(actor => covers(actor, wanted)) ?? only(held.filter(({ role }) => role === wanted.role)))
    : undefined;
  const token = meant ?? only(held);
  return token ? within(token, by) : customer;
}

function only(held: readonly Actor[]): Actor | undefined {
  return held.length === 1 ? held[0] : undefined;
}

function written({ role, place }: Actor): string {
  return place === undefined ? role : `${role}/${place}`;
}
