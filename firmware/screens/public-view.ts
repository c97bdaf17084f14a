import type { PublicStateView, StateView } from './views';

/** Of the state, what is public in the room: field by field, so that nothing new becomes public by itself. */
export function publicView(state: StateView): PublicStateView {
  const { name, languages, version, epoch, mode, day, services, counters, lobby } = state;
  return {
    name,
    languages,
    version,
    epoch,
    mode,
    day,
    services: services.map(({ id, letter, organisation, name, waits: { waiting } }) => ({
      id,
      letter,
      organisation,
      name,
      waits: { waiting },
    })),
    counters: counters.map(({ id, name, ticket }) => ({ id, name, ...(ticket !== undefined && { ticket }) })),
    lobby: { ...(lobby.showing && { showing: lobby.showing }) },
  };
}
