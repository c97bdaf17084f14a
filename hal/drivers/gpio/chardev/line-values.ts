import { TiskiError } from '../../../platform/error';
import type { Kernel } from './kernel';
import { decodeValue, encodeValue, requests } from './uapi';

/** @throws TiskiError `gpio-line-lost` */
export function readValue(kernel: Kernel, descriptor: number): boolean {
  const bytes = encodeValue(false);
  present(() => kernel.ioctl(descriptor, requests.getValues, bytes));
  return decodeValue(bytes);
}

/** @throws TiskiError `gpio-line-lost` */
export function writeValue(kernel: Kernel, descriptor: number, on: boolean): void {
  present(() => kernel.ioctl(descriptor, requests.setValues, encodeValue(on)));
}

/** Whatever an open line refuses means that it is there no more; the kernel says ENODEV. */
export function present<Result>(use: () => Result): Result {
  try {
    return use();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    throw new TiskiError('gpio-line-lost', code, { cause });
  }
}
