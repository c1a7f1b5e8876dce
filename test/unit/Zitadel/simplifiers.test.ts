import type { JsonObject } from '../../../nodes/shared/json';
import { loadCatalogue, type ServiceDescription } from '../../../nodes/Zitadel/catalogue/catalogue';
import { splitType } from '../../../nodes/Zitadel/catalogue/fieldType';
import { listingOf } from '../../../nodes/Zitadel/call/listing';
import { SIMPLIFIERS } from '../../../nodes/Zitadel/reply/simplifiers';
import { typedServices } from '../../../nodes/Zitadel/services/typedServices';

/** As many fields as n8n shows without "Simplify". */
const MOST = 10;
/** Messages that hold but one of their fields. */
const ONE_OF_SEVERAL = ['zitadel.action.v2.Condition'];

/** The values that a message can hold, with those of the messages in it; a list is one value. */
function valuesIn({ messages }: ServiceDescription, message: string, depth = 0): number {
  return Object.values(messages[message] ?? {}).reduce((sum, type) => {
    const { name, repeated, map } = splitType(type);
    const isPlain =
      ONE_OF_SEVERAL.includes(name) || repeated || map || messages[name] === undefined || depth > 3;
    return sum + (isPlain ? 1 : valuesIn({ messages } as ServiceDescription, name, depth + 1));
  }, 0);
}

/** A message with a value in each of its fields. */
function filled({ messages, enums }: ServiceDescription, message: string, depth = 0): JsonObject {
  const entries = Object.entries(messages[message] ?? {}).map(
    ([field, type]): [string, JsonObject[string]] => {
      const { name, repeated } = splitType(type);
      const inner = messages[name] !== undefined && depth < 4;
      const one = inner
        ? filled({ messages, enums } as ServiceDescription, name, depth + 1)
        : `some ${field}`;
      const value = name === 'bool' ? true : (enums[name]?.at(-1) ?? one);
      return [field, repeated ? [value] : value];
    },
  );
  return Object.fromEntries(entries);
}

describe('Simplify', () => {
  const reading = typedServices
    .filter(({ value }) => value !== 'RawCall')
    .flatMap(({ value, operations }) => operations.map((operation) => ({ service: value, operation })));

  test('is offered wherever a reply has more than ten values', async () => {
    const missing: string[] = [];
    for (const { service, operation } of reading) {
      const { value, method = value, simplify } = operation;
      if (!/^(get|list|search)/.test(value)) continue;
      const catalogue = await loadCatalogue(service);
      const response = catalogue.methods[method]?.response ?? '';
      const rows = listingOf(catalogue, method)?.rows;
      const row = rows === undefined ? response : splitType(catalogue.messages[response]?.[rows] ?? '').name;
      if (valuesIn(catalogue, row) > MOST && simplify === undefined) missing.push(`${service}.${value}`);
    }
    expect(missing).toEqual([]);
  });

  test('takes every value from where the reply has it', async () => {
    for (const { service, operation } of reading) {
      const { value, method = value, simplify } = operation;
      if (simplify === undefined || simplify === 'user') continue;
      const catalogue = await loadCatalogue(service);
      const response = catalogue.methods[method]?.response ?? '';
      const rows = listingOf(catalogue, method)?.rows;
      const row = rows === undefined ? response : splitType(catalogue.messages[response]?.[rows] ?? '').name;
      const short = SIMPLIFIERS[simplify](filled(catalogue, row));
      expect(Object.keys(short).length).toBeLessThanOrEqual(MOST);
      const empty = Object.entries(short).filter(
        ([, content]) => content === null || content === false || JSON.stringify(content) === '[]',
      );
      expect([service, value, empty]).toEqual([service, value, []]);
    }
  });

  test('says of what the reply leaves out that it is not there, not set or empty', () => {
    expect(SIMPLIFIERS.project({ project: { projectId: '7', name: 'Website' } })).toMatchObject({
      projectId: '7',
      name: 'Website',
      state: null,
      authorizationRequired: false,
    });
    expect(SIMPLIFIERS.administrator({ user: { id: '7' } })).toMatchObject({ userId: '7', roles: [] });
  });
});
