import type { Static, TSchema } from '@sinclair/typebox';
import { bookingCommands, bookingInternalCommands } from './bookings/booking-commands';
import { boxCommands, boxInternalCommands } from './box/box-commands';
import { configurationCommands, configurationInternalCommands } from './configuration/configuration-commands';
import { feedbackCommands, feedbackInternalCommands } from './feedback/feedback-commands';
import { measureCommands, measureInternalCommands } from './measures/measure-commands';
import { messageCommands } from './messages/message-commands';
import { presenceCommands } from './presence/presence-commands';
import { queueCommands, queueInternalCommands } from './queue/queue-commands';
import type { Actor } from './rights/actor';
import { ringCommands, ringInternalCommands } from './ringing/ring-commands';
import type { Channel } from './vocabulary';

/** The commands of the outside (contract.md, "Commands"): the same by MQTT, by HTTP, by a page and by a button. */
export const commandSchemas = {
  ...queueCommands,
  ...ringCommands,
  ...presenceCommands,
  ...messageCommands,
  ...feedbackCommands,
  ...bookingCommands,
  ...measureCommands,
  ...configurationCommands,
  ...boxCommands,
} as const satisfies Record<string, TSchema>;

/** What the box tells its own core. Never taken from outside. */
export const internalCommandSchemas = {
  ...queueInternalCommands,
  ...ringInternalCommands,
  ...feedbackInternalCommands,
  ...bookingInternalCommands,
  ...measureInternalCommands,
  ...configurationInternalCommands,
  ...boxInternalCommands,
} as const satisfies Record<string, TSchema>;

const all = { ...commandSchemas, ...internalCommandSchemas };

export type CommandName = keyof typeof commandSchemas;
export type AnyCommandName = keyof typeof all;
export type CommandArgs<N extends AnyCommandName> = Static<(typeof all)[N]>;

/** A command as the core gets it: checked against its schema, with the time of the box and the way it came in. */
export type Command = {
  [N in AnyCommandName]: {
    readonly name: N;
    readonly args: CommandArgs<N>;
    /** Wall time of the box when it was taken, ms. */
    readonly at: number;
    readonly channel: Channel;
    /** Who asks. Absent: whoever the command is meant for. */
    readonly by?: Actor;
  };
}[AnyCommandName];

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commandSchemas, name);
}
