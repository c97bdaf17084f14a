/** One entry per code: what it is, and what the person in front of the box should do. A code is never reused for something else. */
export interface Entry {
  readonly what: string;
  readonly advice: string;
}
