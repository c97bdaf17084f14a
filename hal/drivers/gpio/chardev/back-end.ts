import { TiskiError } from '../../../platform/error';
import type { Time } from '../../../platform/time';
import type { BackEnd, Bias, InputListener, InputRequest, LineRequest } from '../back-end';
import { describePlace } from '../line-place';
import { type Chips, deviceFolder, lineInfo, withChips } from './chips';
import { type FoundLine, findLine } from './find-line';
import { CharacterInput } from './input';
import { type Kernel, KernelError } from './kernel';
import { CharacterOutput } from './output';
import { decodeLineRequest, encodeLineRequest, flags, type LineConfig, requests } from './uapi';

const biasFlags: Readonly<Record<Bias, bigint>> = {
  'as-is': 0n,
  up: flags.biasUp,
  down: flags.biasDown,
  off: flags.biasOff,
};

/** Lines through the GPIO character device: exclusive, counted and stamped by the kernel, gone with the process that held them. */
export class CharacterDevice implements BackEnd {
  readonly #kernel: Kernel;
  readonly #time: Time;
  readonly #folder: string;

  /** @param folder of the device files of the chips */
  constructor(kernel: Kernel, time: Time, folder = deviceFolder) {
    this.#kernel = kernel;
    this.#time = time;
    this.#folder = folder;
  }

  openInput(request: InputRequest, listener: InputListener): CharacterInput {
    const descriptor = this.#request(request, {
      flags: flags.input | flags.edgeRising | flags.edgeFalling | biasFlags[request.bias],
      debounce: Math.round(request.debounce * 1000),
    });
    return new CharacterInput(descriptor, this.#kernel, this.#time, listener);
  }

  openOutput(request: LineRequest, on: boolean): CharacterOutput {
    return new CharacterOutput(this.#request(request, { flags: flags.output, on }), this.#kernel);
  }

  /** @returns the descriptor of the line */
  #request(request: LineRequest, config: Omit<LineConfig, 'offset' | 'consumer'>): number {
    const take = (chips: Chips) => {
      const found = findLine(this.#kernel, chips, request.place);
      const bytes = encodeLineRequest({
        ...config,
        offset: found.offset,
        consumer: request.consumer,
        flags: config.flags | (request.activeLow ? flags.activeLow : 0n),
      });
      try {
        this.#kernel.ioctl(found.chip.descriptor, requests.line, bytes);
      } catch (error) {
        throw this.#explained(error, request, found);
      }
      return decodeLineRequest(bytes);
    };
    return withChips(this.#kernel, take, this.#folder);
  }

  #explained(error: unknown, { place }: LineRequest, { chip, offset }: FoundLine): unknown {
    if (!(error instanceof KernelError)) return error;
    if (error.code === 'EBUSY') {
      const { consumer } = lineInfo(this.#kernel, chip, offset);
      return new TiskiError(
        'gpio-line-busy',
        `${describePlace(place)}, used by "${consumer || 'the kernel'}"`,
      );
    }
    return new TiskiError('gpio-line-refused', `${describePlace(place)}: ${error.code}`, { cause: error });
  }
}
