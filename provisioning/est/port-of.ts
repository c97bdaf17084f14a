/** The TCP port at which an `https:` address is reached: 443 where it names none (RFC 9110, 4.2.2). */
export function portOf({ port }: URL): number {
  return port === '' ? 443 : Number(port);
}
