/** A command line: the program and its arguments. */
export type CommandLine = readonly [string, ...string[]];

/**
 * The command in a mount namespace of its own with an empty `/sys/class/gpio`, over which a simulated GPIO can be mounted; the machine does not
 * notice. An ordinary user gets a user namespace as well, where the kernel allows it.
 */
export function inPrivateNamespace(command: CommandLine): CommandLine {
  const flags = process.getuid?.() === 0 ? '-m' : '-rm';
  const script = 'mount -t tmpfs tmpfs /sys/class && mkdir /sys/class/gpio && exec "$@"';
  return ['unshare', flags, '--', 'sh', '-c', script, 'sh', ...command];
}
