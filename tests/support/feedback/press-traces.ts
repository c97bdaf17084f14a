import { Random } from '../../../simulator/random';

/**
 * Labelled traces of one smiley unit over some hours: honest people who come one by one, in steady streams and in crowds from a bus, and in
 * between children, an angry fist, a patient ballot stuffer, a hand that brushes over all faces, a button that sticks. Repeats from its seed.
 */
export type Label = 'honest' | 'burst' | 'stuffing' | 'playing' | 'sweep' | 'stuck';

export interface LabelledPress {
  /** ms since 1970-01-01 UTC */
  readonly at: number;
  readonly answer: number;
  readonly label: Label;
}

export interface PressTrace {
  readonly seed: string;
  readonly faces: 4 | 5;
  readonly presses: readonly LabelledPress[];
}

/** How much the people of a world differ from those whom the generator was first written for; 1 for those. */
export interface World {
  /** Multiplies all pauses between presses of one misuser. */
  readonly pace: number;
  /** Multiplies the time that an honest person needs to step up. */
  readonly step: number;
  /** Share of honest people who press twice or correct themselves. */
  readonly restless: number;
}

export const usual: World = { pace: 1, step: 1, restless: 0.12 };

const second = 1000;
const minute = 60 * second;
const start = Date.UTC(2026, 2, 2, 7);

type Episode = Exclude<Label, 'honest'>;
const episodes: Readonly<Record<Episode, number>> = { playing: 4, sweep: 3, burst: 3, stuck: 2, stuffing: 1 };

export function pressTraces(name: string, count: number, world: World = usual): readonly PressTrace[] {
  return Array.from({ length: count }, (_, index) => pressTrace(`${name}/${index}`, world));
}

export function pressTrace(seed: string, world: World): PressTrace {
  const random = new Random(seed);
  const faces = random.chance(0.3) ? 4 : 5;
  const length = random.between(60, 180) * minute;
  let presses = honestPresses(random.stream('honest'), { faces, length, world });
  const misuse = random.stream('misuse');
  const times = misuse.chance(0.3) ? 0 : 1 + Math.floor(misuse.between(0, 3));
  for (let index = 0; index < times; index++) {
    const kind = misuse.pick(episodes);
    const episode = misusePresses(misuse.stream(index), kind, {
      faces,
      from: misuse.between(0, length),
      world,
    });
    presses = together(presses, episode, misuse);
  }
  return { seed, faces, presses: presses.map(press => ({ ...press, at: start + Math.round(press.at) })) };
}

interface Setting {
  readonly faces: 4 | 5;
  readonly world: World;
}

/** People are satisfied more often than not (the usual shape of smiley data); how much differs by place. */
function honestFace(random: Random, faces: 4 | 5, mood: number): number {
  const weights: Readonly<Record<string, number>> =
    faces === 5
      ? { 1: 0.07, 2: 0.06, 3: 0.12, 4: 0.3 - mood / 4, 5: 0.45 + mood / 2 }
      : { 1: 0.1, 2: 0.1, 3: 0.35 - mood / 4, 4: 0.45 + mood / 2 };
  return Number(random.pick(weights));
}

function honestPresses(
  random: Random,
  { faces, length, world }: Setting & { length: number },
): LabelledPress[] {
  const presses: LabelledPress[] = [];
  const mood = random.between(0, 0.5);
  const quiet = random.between(1, 12) * minute;
  let at = random.exponential(quiet);
  while (at < length) {
    const crowd = random.chance(0.12) ? Math.floor(random.between(6, 36)) : 1;
    const family = random.chance(0.08) ? Math.floor(random.between(2, 5)) : 1;
    const follow = random.between(2.5, 7) * second * world.step;
    for (let person = 0; person < crowd * family; person++) {
      at = onePerson(presses, random, { at, faces, mood, world });
      // Those of one family stand side by side and press one after the other.
      const isBeside = crowd === 1 && person < family - 1;
      at += isBeside
        ? random.between(0.7, 2) * second
        : world.step * 1.4 * second + random.lognormal(follow, 0.7);
    }
    at += random.exponential(quiet);
  }
  return presses;
}

/** One person, who may press the same face again or take another. @returns the time of the last press */
function onePerson(
  presses: LabelledPress[],
  random: Random,
  { at, faces, mood, world }: Setting & { at: number; mood: number },
): number {
  const answer = honestFace(random, faces, mood);
  presses.push({ at, answer, label: 'honest' });
  if (!random.chance(world.restless)) return at;
  const kind = random.pick({ twice: 5, thrice: 1, correction: 4 });
  if (kind === 'correction') {
    const other = 1 + ((answer + Math.floor(random.between(0, faces - 1))) % faces);
    const later = at + random.between(0.8, 3) * second;
    presses.push({ at: later, answer: other, label: 'honest' });
    return later;
  }
  let last = at;
  for (let again = 0; again < (kind === 'thrice' ? 2 : 1); again++) {
    last += random.between(0.25, 1) * second;
    presses.push({ at: last, answer, label: 'honest' });
  }
  return last;
}

function misusePresses(
  random: Random,
  kind: Episode,
  { faces, from, world }: Setting & { from: number },
): LabelledPress[] {
  const face = () => 1 + Math.floor(random.between(0, faces));
  const presses: LabelledPress[] = [];
  let at = from;
  const press = (answer: number, gap: number) => {
    presses.push({ at, answer, label: kind });
    at += gap * second * world.pace;
  };
  switch (kind) {
    case 'burst': {
      const answer = random.chance(0.7) ? 1 : faces;
      const pace = random.between(0.25, 0.9);
      const times = random.between(5, 25);
      for (let n = 0; n < times; n++) press(answer, random.lognormal(pace, 0.4));
      break;
    }
    case 'stuffing': {
      // At the pace of the lock-out, which whoever does it has learned from the tone.
      const answer = random.chance(0.7) ? faces : 1;
      const pace = random.between(5.2, 8);
      const times = random.between(10, 30);
      for (let n = 0; n < times; n++) press(answer, random.lognormal(pace, 0.12));
      break;
    }
    case 'playing': {
      const pace = random.between(0.3, 1.3);
      for (let bout = random.between(1, 5); bout > 0; bout--) {
        const times = random.between(5, 25);
        const up = random.chance(0.3);
        for (let n = 0; n < times; n++) press(up ? 1 + (n % faces) : face(), random.lognormal(pace, 0.6));
        at += random.between(2, 12) * second;
      }
      break;
    }
    case 'sweep': {
      const up = random.chance(0.5);
      const pace = random.between(0.1, 0.5);
      for (let n = 1; n <= faces; n++) press(up ? n : faces + 1 - n, random.lognormal(pace, 0.3));
      break;
    }
    case 'stuck': {
      // A worn contact that closes by itself, at its own rhythm.
      const answer = face();
      const pace = random.between(0.2, 3);
      const times = random.between(10, 120);
      for (let n = 0; n < times; n++) press(answer, pace * random.between(0.92, 1.08));
    }
  }
  return presses;
}

/** Most people wait until a child is gone, or go away; a few push in between. */
function together(
  honest: readonly LabelledPress[],
  episode: LabelledPress[],
  random: Random,
): LabelledPress[] {
  const first = (episode[0]?.at ?? 0) - second;
  const last = (episode.at(-1)?.at ?? 0) + 1.5 * second;
  const among = ({ at, label }: LabelledPress) => label === 'honest' && at > first && at < last;
  return [...honest.filter(press => !among(press) || random.chance(0.1)), ...episode].sort(
    (a, b) => a.at - b.at,
  );
}
