import { refusesCommands } from '../support/remote/refuses-commands';
import { configuredOffice, refusesConfigurations } from '../support/remote/refuses-configurations';

interface Amounts {
  readonly commands: number;
  readonly configurations: number;
}

/** What a stranger, or a region gone mad, sends to a box: each message is refused with a reason, and nothing else happens. */
export async function badMessages({ commands, configurations }: Amounts): Promise<object> {
  await refusesCommands(commands);
  const configured = await configuredOffice();
  await refusesConfigurations(configured, configurations);
  await configured.close();
  return { commands, configurations };
}
