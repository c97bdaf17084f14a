import {
  AVRADC,
  AVRIOPort,
  AVRTimer,
  AVRTWI,
  AVRUSART,
  adcConfig,
  avrInstruction,
  CPU,
  PinState,
  portBConfig,
  portCConfig,
  portDConfig,
  timer0Config,
  twiConfig,
  usart0Config,
} from 'avr8js';
import type { I2cBus } from './i2c-bus';
import { I2cController } from './i2c-controller';

/** Clock of an Arduino Uno, cycles per millisecond. */
export const cyclesPerMs = 16_000;

/** Bytes of SRAM; the real size, so that a stack that grows too far does what it does on the chip. */
const sramBytes = 2048;

/** Timer 0 of an Arduino program: prescaler 64, 256 steps, interrupt at the overflow (it is what `millis()` counts). */
const timer0 = { count: 0x46, control: 0x45, prescaler64: 3, cyclesPerStep: 64, steps: 256 };

/** How long the program runs on at full speed after anything happened on its wires, cycles. */
const awakeFor = 2 * cyclesPerMs;

/** In idleness: cycles of the program's own loop in each round, and overflows of timer 0 per round. */
const idle = { loop: 4000, overflows: 8 };

/** Cycles that the overflow interrupt needs, generously. */
const interruptCycles = 200;

/** A level at a pin: what it drives, or how it listens. */
export type PinLevel = 'high' | 'low' | 'input' | 'pull-up';

const levels: Readonly<Record<PinState, PinLevel>> = {
  [PinState.Low]: 'low',
  [PinState.High]: 'high',
  [PinState.Input]: 'input',
  [PinState.InputPullUp]: 'pull-up',
};

export interface ChipEvents {
  /** A byte leaves through the UART. */
  sent(byte: number): void;
  /** Something at the pins may have changed by the program's doing. */
  pins(): void;
}

/**
 * One life of an ATmega328P on an Arduino Uno, from reset on: instructions, ports, timer 0, UART, ADC and I2C of avr8js. Timers 1 and 2
 * are not there: no PWM, servo or tone.
 *
 * A program that only polls is not run through every round of its loop: see `#skip`. Time as the program sees it stays exact.
 */
export class Atmega328p {
  readonly #cpu: CPU;
  readonly #uart: AVRUSART;
  readonly #ports: readonly AVRIOPort[];
  readonly #received: number[] = [];
  #awakeUntil = awakeFor;
  #roundUntil = 0;
  #overflows = 0;

  constructor(program: Uint16Array, bus: I2cBus, events: ChipEvents) {
    const cpu = new CPU(program, sramBytes);
    this.#cpu = cpu;
    new AVRTimer(cpu, timer0Config);
    new AVRADC(cpu, adcConfig);
    // Arduino pins 0-7, 8-13 and 14-19 (A0-A5).
    this.#ports = [portDConfig, portBConfig, portCConfig].map(config => new AVRIOPort(cpu, config));
    for (const port of this.#ports) {
      port.addListener(() => {
        this.#stayAwake();
        events.pins();
      });
    }
    this.#uart = new AVRUSART(cpu, usart0Config, cyclesPerMs * 1000);
    this.#uart.onByteTransmit = byte => {
      this.#stayAwake();
      events.sent(byte);
    };
    this.#uart.onRxComplete = () => this.#feed();
    const twi = new AVRTWI(cpu, twiConfig, cyclesPerMs * 1000);
    twi.eventHandler = new I2cController(twi, bus, () => this.#stayAwake());
  }

  /** Milliseconds since reset as the program counts them. */
  get uptime(): number {
    return this.#cpu.cycles / cyclesPerMs;
  }

  get isIdle(): boolean {
    return this.#cpu.cycles > this.#awakeUntil;
  }

  /** Bytes that wait to cross the wire to the UART. */
  get backlog(): number {
    return this.#received.length;
  }

  receive(bytes: Iterable<number>): void {
    this.#received.push(...bytes);
    this.#feed();
  }

  pin(pin: number): PinLevel {
    const [port, bit] = this.#place(pin);
    return levels[port.pinState(bit)];
  }

  /** Puts a level on a pin from outside; without effect while the program drives it. */
  drive(pin: number, high: boolean): void {
    const [port, bit] = this.#place(pin);
    port.setPin(bit, high);
    this.#stayAwake();
  }

  /** Runs the program until so many milliseconds after reset. */
  run(until: number): void {
    const cpu = this.#cpu;
    const end = until * cyclesPerMs;
    while (cpu.cycles < end) {
      if (cpu.cycles > this.#awakeUntil && cpu.cycles > this.#roundUntil) this.#skip(end);
      avrInstruction(cpu);
      cpu.tick();
    }
  }

  /**
   * Nothing has happened on any wire for a while, so each round of the program's loop does what the one before did, until the clock
   * or a wire says something new. Goes to the next overflow of timer 0 without running the rounds between; each eighth time the loop
   * runs for a moment, to look at the clock.
   */
  #skip(end: number): void {
    const cpu = this.#cpu;
    if ((cpu.data[timer0.control] ?? 0) % 8 !== timer0.prescaler64) return;
    const steps = timer0.steps - cpu.readData(timer0.count);
    const cycles = Math.min(steps * timer0.cyclesPerStep, end - cpu.cycles);
    cpu.cycles += Math.max(0, Math.floor(cycles));
    cpu.tick();
    this.#overflows = (this.#overflows + 1) % idle.overflows;
    this.#roundUntil = cpu.cycles + (this.#overflows === 0 ? idle.loop : interruptCycles);
  }

  #stayAwake(): void {
    this.#awakeUntil = this.#cpu.cycles + awakeFor;
  }

  #feed(): void {
    // Before the program has set up its UART, bytes fall on deaf ears.
    if (!this.#uart.rxEnable) this.#received.length = 0;
    if (this.#uart.rxBusy) return;
    const byte = this.#received.shift();
    if (byte === undefined) return;
    this.#stayAwake();
    this.#uart.writeByte(byte);
  }

  #place(pin: number): readonly [AVRIOPort, number] {
    const index = pin < 8 ? 0 : pin < 14 ? 1 : 2;
    const port = this.#ports[index];
    if (!port || !Number.isInteger(pin) || pin < 0 || pin > 19) throw new Error(`an Uno has no pin ${pin}`);
    return [port, pin - (index === 0 ? 0 : index === 1 ? 8 : 14)];
  }
}
