import { Readable } from 'node:stream';

/** Content that is sent chunk by chunk, so that it never is in memory as a whole. */
export interface StreamedContent {
  /** MIME type, as the Content-Type header has it. */
  type: string;
  /** Bytes; undefined where that is not known before. */
  length?: number;
  /** Reads it from the start. What it opens is closed again when the reader stops. */
  read(): Chunks;
}

/** Bytes, as they come. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Runs out when nothing has moved for a while: what limits a transfer whose size nobody knows. */
export class IdleTimer {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;

  /** @param milliseconds that may pass without a sign of life */
  constructor(milliseconds: number) {
    this.timer = setTimeout(() => this.controller.abort(), milliseconds);
  }

  /** Aborted when it runs out. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Notes that something has moved. */
  moved(): void {
    this.timer.refresh();
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

/**
 * A stream of chunks that tells a timer of each. Destroying it closes what the chunks come from.
 *
 * @param toError makes the error to raise out of what went wrong
 */
export function watched(chunks: Chunks, timer: IdleTimer, toError: (error: unknown) => Error): Readable {
  const pass = async function* (): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of chunks) {
        timer.moved();
        yield chunk;
      }
    } catch (error) {
      throw toError(error);
    }
  };
  return Readable.from(pass(), { objectMode: false });
}
