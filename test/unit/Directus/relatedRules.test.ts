import { checkQuery } from '../../../nodes/Directus/request/checkQuery';
import type { JsonObject } from '../../../nodes/shared/json';

const one = { title: { _eq: 'a' } };

test.each<JsonObject>([
  { children: { _some: one } },
  { children: { _none: { parent: one } } },
  { children: { ...one, day: { _null: true } } },
  { _and: [{ children: { _some: one } }, { children: { _some: { day: { _null: true } } } }] },
])('a condition on related records has one rule: %j', (filter) => {
  expect(checkQuery({ filter })).toEqual({ filter });
});

test.each<JsonObject>([
  { children: { _some: { ...one, day: { _null: true } } } },
  { children: { _none: { _or: [one, one] } } },
  { children: { _some: { _and: [one] } } },
  { children: { _some: { title: { _starts_with: 'a', _ends_with: 'b' } } } },
  { _or: [{ children: { _some: { parent: { ...one, day: { _null: true } } } } }] },
])('several rules are refused, as Directus 12 would find everything: %j', (filter) => {
  expect(() => checkQuery({ filter })).toThrow(/^query\.filter\.[\w.[\]]+_(some|none) has several rules/);
});
