import type { Reply, Request, Runtime, RuntimeEvents } from '../../firmware/runtime';
import type { ServiceEvent } from '../../firmware/servicepoint/events';

/** All that the people have of the product: what anybody can ask of it, and what its screens tell. */
export interface Office {
  execute(request: Request): Promise<Reply>;
  /** Calls `see` with every fact from now on; the function returned ends it. */
  watch(see: (fact: ServiceEvent) => void): () => void;
}

export function officeOf(runtime: Runtime): Office {
  return {
    execute: request => runtime.execute(request),
    watch(see) {
      const listener = (...[facts]: RuntimeEvents['committed']) => {
        for (const { event } of facts) see(event);
      };
      runtime.events.on('committed', listener);
      return () => runtime.events.off('committed', listener);
    },
  };
}
