/** Something of a satellite that listens while it runs. */
export interface Part {
  start(): void;
  stop(): void;
}
