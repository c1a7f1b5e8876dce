import { choicesOf, formsOf, namesOf, NODES, operationsWithForms } from './support';

test.each(NODES)('%s has no empty list of choices, with which n8n would not start', (_, { properties }) => {
  const empty = properties.filter(({ options }) => options?.length === 0).map(({ name }) => name);
  expect(empty).toEqual([]);
});

describe.each(NODES)('the forms of %s', (_, description) => {
  const all = operationsWithForms(description);
  const forms = all.flatMap(({ table, operation }) =>
    formsOf(description, { resource: table, operation: operation.value }).map((form) => ({
      id: `${table}.${String(operation.value)} ${JSON.stringify(form.values)}`,
      operation,
      ...form,
    })),
  );

  test('reach each operation, and each table has some', () => {
    const tables = description.properties.filter(({ name }) => name === 'resource').flatMap(choicesOf);
    const choices = description.properties.filter(({ name }) => name === 'operation');
    const withChoice = choices.flatMap(({ displayOptions }) => displayOptions?.show?.resource ?? []);
    expect(withChoice.map(String).sort()).toEqual(tables.map(({ value }) => String(value)).sort());
    for (const choice of choices) expect(choicesOf(choice).length).toBeGreaterThan(0);
  });

  test('show no two parameters of one name', () => {
    for (const { id, shown } of forms) {
      const names = shown.map(({ name }) => name);
      expect([id, names.filter((name, index) => names.indexOf(name) !== index)]).toEqual([id, []]);
    }
  });

  test('show each operation as fields and as JSON', () => {
    for (const { id, values, shown } of forms) {
      const names = shown.map(({ name }) => name);
      expect([id, names.includes('jsonBody')]).toEqual([id, values.specifyBody === 'json']);
      expect([id, names.includes('additionalFields') && values.specifyBody === 'json']).toEqual([id, false]);
    }
  });

  test('have Return All and Limit together, and Limit only without Return All', () => {
    const lists = forms.filter(({ shown }) => shown.some(({ name }) => name === 'returnAll'));
    expect(lists.length).toBeGreaterThan(0);
    for (const { id, values, shown } of lists) {
      const limit = shown.find(({ name }) => name === 'limit');
      expect([id, limit !== undefined]).toEqual([id, values.returnAll === false]);
    }
    for (const { shown } of forms) {
      const limit = shown.find(({ name }) => name === 'limit');
      if (limit === undefined) continue;
      expect(limit).toMatchObject({
        type: 'number',
        default: 50,
        typeOptions: { minValue: 1 },
        description: 'Max number of results to return',
      });
    }
  });

  test('have Return All where an operation is called "Get Many"', () => {
    const without = forms.filter(
      ({ operation, shown }) =>
        operation.name === 'Get Many' && !shown.some(({ name }) => name === 'returnAll'),
    );
    expect(without.map(({ id }) => id)).toEqual([]);
  });

  test('bound concurrency, and have it and the timeout under Options everywhere', () => {
    for (const { id, shown } of forms) {
      const options = shown.find(({ name }) => name === 'options')?.options ?? [];
      expect([id, options]).toEqual([
        id,
        expect.arrayContaining([
          expect.objectContaining({ name: 'concurrency', default: 10 }),
          expect.objectContaining({ name: 'timeout', default: 60000 }),
        ]),
      ]);
    }
  });

  test('offer no parameter to an operation that does not exist, or to a table that has none of those', () => {
    const known = new Set(namesOf(description));
    const unknown = description.properties.flatMap(({ name, displayOptions }) => {
      const { resource: shownIn = [], operation = [] } = displayOptions?.show ?? {};
      // A condition on names, as of lists, is no operation.
      const values = operation.filter((value) => typeof value !== 'object').map(String);
      if (values.length === 0) return [];
      const isKnown = (table: unknown, value: string): boolean => known.has(`${String(table)}.${value}`);
      const operations = values.filter((value) => !shownIn.some((table) => isKnown(table, value)));
      const tables = shownIn.filter((table) => !values.some((value) => isKnown(table, value)));
      return [...operations, ...tables].map((one) => `${name} of ${String(one)}`);
    });
    expect(unknown).toEqual([]);
  });
});
