import type { ScaleName } from './scale';

export type QuestionId = 'service' | 'ces' | 'csat' | 'nps' | 'open';

/** Questions whose answers are counted. */
export type RatedQuestion = 'ces' | 'csat' | 'nps';

/**
 * Where the words of a text come from: the published text, a translation of it, or words of our own where nothing is published. Only
 * `source` has been read by whoever answers for the questions; the others wait for a native.
 */
export type TextStatus = 'source' | 'translation-to-be-checked' | 'own-words-to-be-checked';

export interface QuestionText {
  readonly text: string;
  readonly status: TextStatus;
}

/** By BCP 47 language. */
export type QuestionTexts = Readonly<Record<string, QuestionText>>;

interface QuestionBase {
  readonly texts: QuestionTexts;
  /** File and lines of the published text. */
  readonly source: string;
}

/** One of a menu of services; says whose the other answers are (FBK-07, FBK-21). */
export interface MenuQuestion extends QuestionBase {
  readonly id: 'service';
  readonly kind: 'menu';
}

export interface ScaleQuestion extends QuestionBase {
  readonly id: RatedQuestion;
  readonly kind: 'scale';
  readonly scale: ScaleName;
  /** Which end of the scale is the good one: much effort is not. */
  readonly best: 'highest' | 'lowest';
  /** What the ends of the scale mean. The published texts give no words for them. */
  readonly ends: { readonly lowest: QuestionTexts; readonly highest: QuestionTexts };
}

/** Words of the customer's own; they never become a fact (FBK-11). */
export interface OpenQuestion extends QuestionBase {
  readonly id: 'open';
  readonly kind: 'open';
}

export type Question = MenuQuestion | ScaleQuestion | OpenQuestion;

/**
 * One version of a set of questions. A version never changes once it has been asked: another wording is another version, since answers to
 * different words must not be added up (FBK-03).
 */
export interface QuestionSet {
  readonly id: string;
  readonly version: number;
  /** First local day on which it is asked, YYYY-MM-DD. */
  readonly validFrom: string;
  /** Last such day; until the next version, if absent. */
  readonly validUntil?: string;
  /** In the order of asking. */
  readonly questions: readonly Question[];
}

/** The version of a set that is asked on a day, or nothing. Of two that are valid the later version. */
export function versionOn(sets: readonly QuestionSet[], id: string, day: string): QuestionSet | undefined {
  return sets
    .filter(set => set.id === id && set.validFrom <= day && day <= (set.validUntil ?? day))
    .reduce<QuestionSet | undefined>(
      (latest, set) => (latest === undefined || set.version > latest.version ? set : latest),
      undefined,
    );
}

export function ratedQuestion(set: QuestionSet, id: string): ScaleQuestion | undefined {
  return set.questions.find(
    (question): question is ScaleQuestion => question.kind === 'scale' && question.id === id,
  );
}

/** In the customer's language, or else in Finnish, which every set has. */
export function textIn(texts: QuestionTexts, language: string): QuestionText {
  const text = texts[language] ?? texts.fi;
  if (!text) throw new RangeError('a question has no text in Finnish');
  return text;
}
