import type { Device } from '../../hal/device';
import { VirtualButton } from '../../hal/drivers/virtual/button';
import { VirtualLamp } from '../../hal/drivers/virtual/lamp';
import { VirtualNumberDisplay } from '../../hal/drivers/virtual/number-display';
import { VirtualSmileyUnit } from '../../hal/drivers/virtual/smiley-unit';
import { VirtualSounder } from '../../hal/drivers/virtual/sounder';
import type { Lamp } from '../../hal/lamp';
import type { Light } from '../../hal/lamp-patterns';
import type { BoardPeer } from '../peers/board-peer';
import type { BenchView, LampView } from './bench-view';

const faceForm = /^(.+) ([1-5])$/;

/** The devices of a site that can be looked into: virtual ones and those on simulated boards. What they show, and their buttons to press. */
export class DeviceBench {
  readonly #devices: ReadonlyMap<string, Device>;
  readonly #boards: readonly BoardPeer[];
  readonly #tones = new Map<string, string>();

  constructor(devices: ReadonlyMap<string, Device>, boards: readonly BoardPeer[]) {
    this.#devices = devices;
    this.#boards = boards;
  }

  /** A face of a smiley unit is `NAME 1`. @returns false when there is no such button */
  press(name: string): boolean {
    const [, unit = '', face = ''] = faceForm.exec(name) ?? [];
    const smiley = this.#devices.get(unit);
    if (smiley instanceof VirtualSmileyUnit && Number(face) <= smiley.faces) {
      smiley.press(Number(face));
      return true;
    }
    const button = this.#devices.get(name);
    if (!(button instanceof VirtualButton)) return this.#boards.some(board => board.press(name));
    button.press();
    return true;
  }

  view(): Pick<BenchView, 'lamps' | 'displays' | 'sounders' | 'buttons'> {
    const lamps: Record<string, LampView> = {};
    const displays: Record<string, string> = {};
    const sounders: Record<string, string> = {};
    const buttons: string[] = [];
    for (const [name, device] of this.#devices) {
      const light = this.light(name);
      const text = this.#text(name, device);
      if (light !== undefined) lamps[name] = { sign: (device as Lamp).sign, light };
      else if (text !== undefined) displays[name] = text;
      else if (device instanceof VirtualSounder) sounders[name] = this.#tones.get(name) ?? '';
      else if (device instanceof VirtualButton) buttons.push(name);
      else if (device instanceof VirtualSmileyUnit) {
        sounders[name] = this.#tones.get(name) ?? '';
        for (let face = 1; face <= device.faces; face++) buttons.push(`${name} ${face}`);
      }
    }
    return {
      lamps,
      displays,
      sounders,
      buttons: [...buttons, ...this.#boards.flatMap(board => board.buttons)],
    };
  }

  /** What a person sees of a lamp; nothing if it cannot be looked at. */
  light(name: string): Light | undefined {
    const device = this.#devices.get(name);
    return device instanceof VirtualLamp ? device.light : this.#onBoards(board => board.light(name));
  }

  /** Calls `changed` at everything that shows or sounds and `lit` at each change of a light; returns how to end that. */
  watch(changed: () => void, lit: (lamp: string) => void): () => void {
    const undo: (() => void)[] = [];
    for (const [name, device] of this.#devices) {
      if (device instanceof VirtualLamp || device instanceof VirtualNumberDisplay) {
        device.events.on('shown', changed);
        undo.push(() => device.events.off('shown', changed));
      }
      if (device instanceof VirtualLamp) {
        const light = () => lit(name);
        device.events.on('light', light);
        undo.push(() => device.events.off('light', light));
      } else if (device instanceof VirtualSounder) {
        const played = (tone: string) => {
          this.#tones.set(name, tone);
          changed();
        };
        device.events.on('played', played);
        undo.push(() => device.events.off('played', played));
      } else if (device instanceof VirtualSmileyUnit) {
        const answered = (taken: boolean) => {
          this.#tones.set(name, taken ? 'taken' : 'refused');
          changed();
        };
        device.events.on('answered', answered);
        undo.push(() => device.events.off('answered', answered));
      }
    }
    for (const { events } of this.#boards) {
      events.on('changed', changed);
      events.on('light', changed);
      events.on('light', lit);
      undo.push(() => events.off('changed', changed).off('light', changed).off('light', lit));
    }
    return () => {
      for (const off of undo) off();
    };
  }

  #text(name: string, device: Device): string | undefined {
    return device instanceof VirtualNumberDisplay ? device.text : this.#onBoards(board => board.text(name));
  }

  #onBoards<T>(ask: (board: BoardPeer) => T | undefined): T | undefined {
    for (const board of this.#boards) {
      const answer = ask(board);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }
}
