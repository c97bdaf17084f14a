import type { IncomingMessage, ServerResponse } from 'node:http';
import Router from 'find-my-way';
import { problem } from './problem';

/** What stands in the place of the named parts of a path, decoded. */
export type PathParams = Readonly<Record<string, string | undefined>>;

/** Answers a request. What it throws, or its promise rejects with, becomes an answer with a code. */
export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  params: PathParams,
) => void | Promise<void>;

/** Which handler answers which address. Paths are matched exactly; `:name` stands for one part between slashes. */
export class Routes {
  readonly #router = Router({
    defaultRoute: (_, response) => problem(response, 'page-unknown'),
    // The limit of the header bounds every part of a path.
    maxParamLength: Number.MAX_SAFE_INTEGER,
  });

  /** Answers HEAD as well: Node leaves out the body. @throws Error when the path is taken */
  get(path: string, handler: Handler): void {
    this.#router.on(['GET', 'HEAD'], path, handler);
  }

  /** @throws Error when the path is taken */
  post(path: string, handler: Handler): void {
    this.#router.on('POST', path, handler);
  }

  /** Calls the handler of the address; `page-unknown` when there is none. */
  dispatch(request: IncomingMessage, response: ServerResponse): void | Promise<void> {
    return this.#router.lookup(request, response);
  }
}
