import { ServiceError } from '../../shared/errors';

/** Entries in one request. */
const MOST_ENTRIES = 500;
/** How a server says that it allows fewer. */
const FEWER = /max batch mutation limit of (\d+)/i;

/**
 * Sends a long list in parts. Each takes effect as a whole or not at all, but together they do not: where one fails, its
 * error says how many entries were done before.
 *
 * @param done what was done to an entry, in a word, e.g. "deleted"
 * @param size most entries in one part
 */
export async function inParts<Entry>(
  entries: readonly Entry[],
  done: string,
  send: (part: Entry[]) => Promise<void>,
  size: number = MOST_ENTRIES,
): Promise<void> {
  let most = size;
  for (let start = 0; start < entries.length;) {
    const part = entries.slice(start, start + most);
    try {
      await send(part);
      start += part.length;
    } catch (error) {
      const allowed = allowedBy(error);
      if (allowed === undefined || allowed >= part.length)
        throw withCount(error, done, start, entries.length);
      most = allowed;
    }
  }
}

/**
 * An error that says how much was done before it.
 *
 * @returns the error as it is where nothing was done
 */
export function withCount(error: unknown, done: string, count: number, total: number): unknown {
  if (count === 0 || !(error instanceof ServiceError)) return error;
  const message = error.refusal.message.replace(/\.?$/, '.');
  return new ServiceError({
    ...error.refusal,
    message: `${message} Before that, ${count} of ${total} records were ${done}`,
  });
}

function allowedBy(error: unknown): number | undefined {
  const found = error instanceof ServiceError ? FEWER.exec(error.refusal.message)?.[1] : undefined;
  return found === undefined || Number(found) < 1 ? undefined : Number(found);
}
