import type { TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { TiskiError } from '../../hal/platform/error';
import { loadDriver } from '../../hal/registry';

type Options = Readonly<Record<string, unknown>>;
type Entry = Options & { readonly driver: string };

/** A foreign printer: nothing but ESC/POS is assumed of it. */
const profile = 'generic';

/** How each kind of address is written, and what a site file would say in its place. */
const forms: Readonly<Record<string, (rest: string) => Entry | undefined>> = {
  tcp: tcpOptions,
  serial: serialOptions,
  usb: rest => ({ driver: 'escpos-usb', port: rest.startsWith('/') ? rest : `usb:${rest}` }),
};

/**
 * The device that an address stands for: `tcp://HOST[:PORT]`, `serial:PORT[?baud=19200&flow=xon-xoff]` or `usb:PORT`, where PORT is a path
 * or `usb:VENDOR:PRODUCT[:SERIAL]`, after `usb:` without its `usb:`.
 * @param setting where the address stands, for the message.
 * @throws TiskiError `setting-invalid`; `printer-port-unstable` for a name that changes when things are plugged in
 */
export function printerAt(setting: string, address: string, extra: Options): Entry {
  const [, kind = '', rest = ''] = /^(\w+):(.*)$/.exec(address) ?? [];
  const entry = Object.hasOwn(forms, kind) ? forms[kind]?.(rest) : undefined;
  if (!entry) throw new TiskiError('setting-invalid', `${setting}=${address}`);
  const { driver, ...options } = { profile, ...extra, ...entry };
  const schema: TSchema = loadDriver(driver).options;
  const whole = Value.Default(schema, options) as Options;
  const wrong = Value.Errors(schema, whole).First();
  if (wrong) {
    const code =
      wrong.path === '/port' && driver !== 'escpos-tcp' ? 'printer-port-unstable' : 'setting-invalid';
    throw new TiskiError(code, `${setting}=${address}`);
  }
  return { ...whole, driver };
}

function tcpOptions(rest: string): Entry | undefined {
  const url = URL.canParse(`tcp:${rest}`) ? new URL(`tcp:${rest}`) : undefined;
  if (!url?.hostname) return undefined;
  return {
    driver: 'escpos-tcp',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 9100),
  };
}

function serialOptions(rest: string): Entry {
  const [port, query] = rest.split('?');
  const settings = Object.fromEntries(new URLSearchParams(query));
  const { baud } = settings;
  return {
    driver: 'escpos-serial',
    port,
    ...settings,
    ...(baud === undefined ? {} : { baud: Number(baud) }),
  };
}
