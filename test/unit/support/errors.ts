import { InputError } from '../../../nodes/shared/errors';

/** What a piece of code threw; fails where it threw nothing. */
export function thrownBy(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return asError(error);
  }
  throw new Error('Nothing was thrown');
}

/** What a promise was rejected with; fails where it was fulfilled. */
export async function rejectionOf(work: Promise<unknown>): Promise<Error> {
  const caught = await work.then(
    () => undefined,
    (error: unknown) => asError(error),
  );
  if (caught === undefined) throw new Error('The promise was fulfilled');
  return caught;
}

/** An `InputError` that a piece of code threw; fails for any other error. */
export function inputErrorOf(work: () => unknown): InputError {
  const error = thrownBy(work);
  if (error instanceof InputError) return error;
  throw error;
}

/** Everything that an error says: message, remedy, and whatever else it holds. */
export function everythingIn(error: Error): string {
  const own = Object.fromEntries(
    Object.getOwnPropertyNames(error).map((name) => [name, String(Reflect.get(error, name))]),
  );
  return JSON.stringify({ ...own, json: JSON.stringify(error) });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(`Not an error: ${String(error)}`);
}
