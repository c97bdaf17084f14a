/** Two soft tones downwards, E5 and C5: hertz, and seconds after which each begins. */
const tones = [
  { pitch: 659.3, after: 0 },
  { pitch: 523.3, after: 0.35 },
];

/** Loudest part of a tone, of 1. */
const level = 0.25;

/** A neutral chime, never a voice (CAL-01). Silent where the browser lets no page sound by itself; see the README of the display. */
export class Chime {
  #context: AudioContext | undefined;

  /** `running` when the browser lets it sound. */
  get state(): string {
    return this.#context?.state ?? 'off';
  }

  /** Asks the browser for its loudspeakers. */
  prepare(): void {
    this.#context ??= new AudioContext();
  }

  play(): void {
    const context = this.#context;
    if (context?.state !== 'running') return;
    for (const { pitch, after } of tones) {
      const start = context.currentTime + after;
      const tone = context.createOscillator();
      const gain = context.createGain();
      tone.frequency.value = pitch;
      gain.gain.setValueAtTime(0, start);
      gain.gain.linearRampToValueAtTime(level, start + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
      tone.connect(gain).connect(context.destination);
      tone.start(start);
      tone.stop(start + 0.95);
    }
  }
}
