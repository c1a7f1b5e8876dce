import type { Json, JsonObject } from '../../../nodes/shared/json';
import { isObject } from '../../../nodes/shared/parse';
import { fillTemplate, hasAlready, valueAt } from '../../../nodes/Zitadel/call/template';
import { loadCatalogue } from '../../../nodes/Zitadel/catalogue/catalogue';
import { splitType } from '../../../nodes/Zitadel/catalogue/fieldType';
import { EXISTING } from '../../../nodes/Zitadel/services/existing';

const RULES = Object.entries(EXISTING).flatMap(([service, methods]) =>
  Object.entries(methods).map(([method, rule]) => [service, method, rule] as const),
);

/** The fields of a template that its message does not have. */
async function unknownFields(service: string, message: string, template: Json): Promise<string[]> {
  const { messages } = await loadCatalogue(service);
  const look = (name: string, value: Json): string[] => {
    const fields = messages[name];
    if (fields === undefined || !isObject(value)) return [];
    return Object.entries(value).flatMap(([field, entry]) => {
      const type = fields[field];
      if (type === undefined) return [`${name}.${field}`];
      const entries = (Array.isArray(entry) ? entry : [entry]).map((one) =>
        isObject(one) && '?' in one ? (one['?'] ?? null) : one,
      );
      return entries.flatMap((one) => look(splitType(type).name, one));
    });
  };
  return look(message, template);
}

describe.each(RULES)('%s.%s that is there already', (service, method, rule) => {
  const own = rule.service ?? service;

  test('is found by requests that the service knows', async () => {
    const { methods } = await loadCatalogue(own);
    for (const lookup of rule.find) {
      const entry = methods[lookup.method];
      expect([lookup.method, await unknownFields(own, entry?.request ?? '', lookup.request)]).toEqual([
        lookup.method,
        [],
      ]);
      const { messages } = await loadCatalogue(own);
      expect(Object.keys(messages[entry?.response ?? ''] ?? {})).toContain(lookup.record);
    }
  });

  test('is changed by requests that the service knows, and answers as the creation does', async () => {
    const { methods, messages } = await loadCatalogue(own);
    for (const { method: change, ids, changes } of rule.updates ?? []) {
      const fields = Object.keys(messages[methods[change]?.request ?? ''] ?? {});
      const names = [...Object.keys(ids), ...Object.keys(changes)].map((path) => path.split('.')[0]);
      expect([change, names.filter((name) => !fields.includes(name ?? ''))]).toEqual([change, []]);
    }
    const creation = await loadCatalogue(service);
    const reply = creation.messages[creation.methods[method]?.response ?? ''] ?? {};
    const names = Object.keys(rule.reply).map((path) => path.split('.')[0] ?? '');
    expect(names.filter((name) => !(name in reply))).toEqual([]);
  });
});

describe('a template', () => {
  const values = {
    request: { name: 'a', roles: ['x', 'y'] } as JsonObject,
    record: { roles: [{ key: 'y' }, { key: 'z' }] } as JsonObject,
    organizationId: '7',
  };

  test.each<[Json, Json | undefined]>([
    ['$name', 'a'],
    ['$missing', undefined],
    [{ a: '$missing' }, undefined],
    [[{ '?': '$missing' }, '$name'], ['a']],
    ['~$organizationId', '7'],
    [{ '+': ['@roles.*.key', '$roles'] }, ['y', 'z', 'x']],
    [{ '+': ['@roles.*.key', '$missing'] }, undefined],
  ])('%j becomes %j', (template, filled) => {
    expect(fillTemplate(template, values)).toEqual(filled);
  });

  test('gives values at paths', () => {
    expect(valueAt({ a: { b: [{ c: 1 }] } }, 'a.b.*.c')).toEqual([1]);
    expect(valueAt({ a: '' }, 'a')).toBeUndefined();
  });
});

test.each<[Json | undefined, Json, boolean]>([
  [{ email: 'a', isVerified: true }, { email: 'a', isVerified: true, returnCode: {} }, true],
  [{ email: 'a' }, { email: 'a', isVerified: true }, false],
  [{ email: 'a' }, { email: 'a', isVerified: false }, true],
  [undefined, {}, false],
  [['a', 'b'], ['b', 'a'], true],
  [['a', 'b'], ['a'], false],
  [[{ key: 'a', value: '1' }], [{ key: 'a', value: '1' }], true],
  [[{ key: 'a', value: '1' }], [{ key: 'a', value: '2' }], false],
])('%j has %j already: %s', (is, asked, has) => {
  expect(hasAlready(is, asked)).toBe(has);
});
