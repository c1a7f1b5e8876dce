import type { INodeProperties } from 'n8n-workflow';

import { formsOf, innerOf, NODES, operationsWithForms } from './support';

/** What a form shows beside the choice of the operation, in its order. */
function namesIn(shown: INodeProperties[]): string[] {
  return shown.map(({ displayName }) => displayName);
}

/** The labels of what is offered inside a collection: what is hidden is known, but not offered. */
function offeredIn(collection: INodeProperties): string[] {
  return innerOf(collection)
    .filter(({ type }) => type !== 'hidden')
    .map(({ displayName }) => displayName);
}

describe.each(NODES)('the lists of %s', (_, description) => {
  const forms = operationsWithForms(description).flatMap(({ table, operation }) =>
    formsOf(description, { resource: table, operation: operation.value, specifyBody: 'fields' }).map(
      ({ shown }) => ({ id: `${table}.${String(operation.value)}`, shown, names: namesIn(shown) }),
    ),
  );
  const filtered = forms.filter(({ names }) => names.includes('Filters') || names.includes('Filters (JSON)'));

  test('have their filters in the form itself: a builder, and one JSON box below it', () => {
    expect(filtered.length).toBeGreaterThan(20);
    for (const { id, shown, names } of filtered) {
      const [builder, json] = [names.indexOf('Filters'), names.indexOf('Filters (JSON)')];
      expect([id, json]).toEqual([id, builder + 1]);
      expect([id, shown[builder]?.type, shown[json]?.type]).toEqual([id, 'fixedCollection', 'json']);
      expect([id, shown[builder]?.default, shown[json]?.default]).toEqual([id, {}, '']);
    }
  });

  test('have none inside a collection', () => {
    for (const { id, shown } of forms.filter(({ names }) => names.includes('Return All'))) {
      const inner = shown.filter(({ type }) => type === 'collection').flatMap(offeredIn);
      expect([id, inner.filter((label) => /^Filter/.test(label))]).toEqual([id, []]);
    }
  });

  test('have Simplify, which is on, below Limit and the filters', () => {
    const simplified = forms.filter(({ names }) => names.includes('Simplify'));
    expect(simplified.length).toBeGreaterThan(5);
    for (const { id, shown, names } of simplified) {
      const place = names.indexOf('Simplify');
      expect([id, shown[place]?.default]).toEqual([id, true]);
      const after = names.slice(place).filter((name) => ['Return All', 'Limit', 'Filters'].includes(name));
      expect([id, after]).toEqual([id, []]);
    }
  });
});
