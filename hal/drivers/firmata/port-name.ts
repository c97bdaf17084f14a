/** Where the board is, in the words of the site file. */
export type PortName =
  | { readonly by: 'link'; readonly path: string }
  | { readonly by: 'usb'; readonly vendor: string; readonly product: string; readonly serial?: string };

/**
 * What may stand in the site file: an absolute path that is a symbolic link (as udev makes them under /dev/serial), or
 * `usb:VENDOR:PRODUCT[:SERIAL]` in hexadecimal. Names that the kernel gives out anew at each plugging in are refused; whether another
 * path is a link is seen when it is opened.
 */
export const portPattern = '^(usb:[0-9A-Fa-f]{4}:[0-9A-Fa-f]{4}(:.+)?|/(?!dev/(tty|pts/|console|ptmx)).+)$';

/** Nothing for a name that is not stable. */
export function parsePortName(text: string): PortName | undefined {
  if (!new RegExp(portPattern).test(text)) return undefined;
  if (text.startsWith('/')) return { by: 'link', path: text };
  const [, vendor = '', product = '', ...serial] = text.split(':');
  return {
    by: 'usb',
    vendor: vendor.toLowerCase(),
    product: product.toLowerCase(),
    ...(serial.length > 0 ? { serial: serial.join(':') } : {}),
  };
}
