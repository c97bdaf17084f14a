import type { Command } from 'commander';

/** The folder of a region. */
export function withState(command: Command): Command {
  return command.option('--state <folder>', 'folder of the region', process.env.TISKI_REGION_DIR ?? 'region');
}
