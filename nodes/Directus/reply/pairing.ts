import type { Json, JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';

/**
 * Finds the record of each body, where the database has handed out the keys. Directus creates the records of a list one
 * after the other, in the order sent and in one transaction, so that their keys ascend in that order.
 *
 * Only something on the server that itself writes keys before a record is created could break that, so the order is
 * proved by the values that came back as they were sent; where they tell of another order, they decide.
 *
 * @param records what came back, in any order
 * @returns a record for each body, undefined where none can be told for certain, as with two bodies that are alike
 */
export function pairByOrder(
  bodies: readonly JsonObject[],
  records: readonly JsonObject[],
  key: string,
): Array<JsonObject | undefined> {
  const ordered = [...records].sort((a, b) => Number(a[key]) - Number(b[key]));
  const names = tellingFields(bodies, ordered);
  if (ordered.length === bodies.length) {
    const isProved = bodies.every((body, index) => signOf(body, names) === signOf(ordered[index], names));
    if (isProved) return ordered;
  }
  if (names.length === 0) return bodies.map(() => undefined);
  const bySign = new Map<string, JsonObject[]>();
  for (const record of ordered) {
    const sign = signOf(record, names);
    bySign.set(sign, [...(bySign.get(sign) ?? []), record]);
  }
  const isOnly = (body: JsonObject): boolean =>
    bodies.filter((other) => signOf(other, names) === signOf(body, names)).length === 1;
  return bodies.map((body) => (isOnly(body) ? bySign.get(signOf(body, names))?.[0] : undefined));
}

/** Fields that every record has as it was sent to one of them: all that came back was sent. */
function tellingFields(bodies: readonly JsonObject[], records: readonly JsonObject[]): string[] {
  const [first = {}] = bodies;
  return Object.keys(first).filter((name) => {
    if (!bodies.every((body) => name in body && !isObject(body[name]) && !Array.isArray(body[name])))
      return false;
    const left = new Map<string, number>();
    for (const body of bodies) {
      const sign = signOf(body, [name]);
      left.set(sign, (left.get(sign) ?? 0) + 1);
    }
    return records.every((record) => {
      const sign = signOf(record, [name]);
      const count = left.get(sign) ?? 0;
      left.set(sign, count - 1);
      return count > 0;
    });
  });
}

function signOf(record: JsonObject | undefined, names: readonly string[]): string {
  return JSON.stringify(names.map((name): Json => record?.[name] ?? null));
}
