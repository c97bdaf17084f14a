interface Chunk<Origin> {
  readonly bytes: Uint8Array;
  readonly origin: Origin;
  /** Of the first byte, counted over everything that was received. */
  readonly offset: number;
  taken: number;
}

/** First in, first out, of limited size; each byte remembers where it came from, so that an answer finds its way back. */
export class ReceiveBuffer<Origin> {
  readonly capacity: number;
  private chunks: Chunk<Origin>[] = [];
  private used = 0;

  /** @param capacity bytes. */
  constructor(capacity: number) {
    this.capacity = capacity;
  }

  get length(): number {
    return this.used;
  }

  /** Takes bytes even when full: who calls looks at the room first. */
  push(bytes: Uint8Array, origin: Origin, offset: number): void {
    if (bytes.length === 0) return;
    this.chunks.push({ bytes, origin, offset, taken: 0 });
    this.used += bytes.length;
  }

  shift(): { readonly byte: number; readonly origin: Origin; readonly offset: number } | undefined {
    const [chunk] = this.chunks;
    if (!chunk) return undefined;
    const { [chunk.taken]: byte = 0 } = chunk.bytes;
    const offset = chunk.offset + chunk.taken;
    chunk.taken += 1;
    this.used -= 1;
    if (chunk.taken === chunk.bytes.length) this.chunks.shift();
    return { byte, origin: chunk.origin, offset };
  }

  clear(): void {
    this.chunks = [];
    this.used = 0;
  }
}
