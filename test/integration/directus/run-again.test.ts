import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { arrange, ask, callOperation, rowOfCall } from '../../support/directusOperations';
import { errorOf, rowsOf } from '../../support/results';
import { unique } from '../../support/unique';
import { fieldOf, keyField, makeCollection } from './operations/world';

async function call(
  resource: string,
  operation: string,
  json: object,
  options: INodeParameters,
): Promise<IDataObject> {
  return await rowOfCall(resource, operation, { ...json }, { settings: { options } });
}

describe('what is there already', () => {
  let collection: string;

  beforeAll(async () => {
    collection = await makeCollection([
      keyField('integer'),
      fieldOf('slug', 'string'),
      fieldOf('title', 'string'),
    ]);
  });

  afterAll(async () => {
    await ask('DELETE', `/collections/${collection}`);
  });

  test('a user is found by the e-mail address, whatever its case, and is changed where they differ', async () => {
    const email = `${unique()}@example.org`;
    const create = (data: object, ifExists: string): Promise<IDataObject> =>
      call('users', 'create', { data }, { ifExists });
    const created = await create({ email, first_name: 'Ada', password: 'correct-horse' }, 'keep');
    expect(created).toMatchObject({ outcome: 'created', email });
    const { id } = created;
    const loud = email.toUpperCase();
    expect(await create({ email: loud, first_name: 'Eve' }, 'keep')).toMatchObject({
      outcome: 'existed',
      id,
      first_name: 'Ada',
    });
    const same = { email, first_name: 'Ada', password: 'another-horse' };
    expect(await create(same, 'update')).toMatchObject({ outcome: 'unchanged', id });
    expect(await create({ email, first_name: 'Eve' }, 'update')).toMatchObject({
      outcome: 'updated',
      id,
      first_name: 'Eve',
    });
    const refused = await callOperation({
      resource: 'users',
      operation: 'create',
      json: { data: { email } },
      settings: { options: { ifExists: 'fail' } },
    });
    expect(errorOf(refused).message).toContain('RECORD_NOT_UNIQUE');
    const remove = (): Promise<IDataObject> => call('users', 'delete', { id }, { ifGone: 'ignore' });
    expect(await remove()).toMatchObject({ outcome: 'removed', deleted: true });
    expect(await remove()).toMatchObject({ outcome: 'gone', id });
  });

  test('items are told by a field of the collection, one by one', async () => {
    const slug = unique();
    const data = [
      { slug, title: 'one' },
      { slug: `${slug}-2`, title: 'two' },
      { slug, title: 'one' },
    ];
    const result = await callOperation({
      resource: 'items',
      operation: 'createMultiple',
      json: { collection, data },
      settings: { options: { ifExists: 'update', uniqueField: 'slug' } },
    });
    expect(rowsOf(result).map(({ outcome }) => outcome)).toEqual(['created', 'created', 'unchanged']);
    const ids = rowsOf(result).map(({ id }) => id);
    expect(ids[2]).toBe(ids[0]);
    const removed = await call(
      'items',
      'deleteMultiple',
      { collection, ids: [ids[0], 987654, ids[1]] },
      { ifGone: 'ignore' },
    );
    expect(removed).toMatchObject({ ids: [ids[0], ids[1]], gone: [987654], outcome: 'removed' });
    const again = { collection, ids: [ids[0], ids[1]] };
    expect(await call('items', 'deleteMultiple', again, { ifGone: 'ignore' })).toMatchObject({
      ids: [],
      outcome: 'gone',
    });
  });

  test('several items of a run with the same value create one', async () => {
    const slug = unique();
    const result = await callOperation({
      resource: 'items',
      operation: 'create',
      json: { collection, data: { slug, title: 'one' } },
      items: [{}, {}, {}, {}],
      settings: { options: { ifExists: 'keep', uniqueField: 'slug' } },
    });
    expect(new Set(rowsOf(result).map(({ id }) => id)).size).toBe(1);
    expect(rowsOf(result).map(({ outcome }) => outcome)).toEqual([
      'created',
      'existed',
      'existed',
      'existed',
    ]);
  });

  test('several records that fit are an error, and none is changed', async () => {
    const slug = unique();
    await arrange('POST', `/items/${collection}`, [{ slug }, { slug }]);
    const result = await callOperation({
      resource: 'items',
      operation: 'create',
      json: { collection, data: { slug, title: 'one' } },
      settings: { options: { ifExists: 'update', uniqueField: 'slug' } },
    });
    expect(errorOf(result).message).toContain('Several records have this slug');
  });

  test('collections, fields, folders, roles, policies and flows are told by their names', async () => {
    const name = `c_${unique().replace(/\W/g, '_')}`;
    const kinds: Array<[resource: string, json: object, remove: object]> = [
      ['collections', { data: { collection: name, meta: { note: 'a' } } }, { collection: name }],
      [
        'fields',
        { collection: name, data: { field: 'f', type: 'string' } },
        { collection: name, field: 'f' },
      ],
    ];
    for (const [resource, json] of kinds) {
      expect(await call(resource, 'create', json, { ifExists: 'keep' })).toMatchObject({
        outcome: 'created',
      });
      expect(await call(resource, 'create', json, { ifExists: 'keep' })).toMatchObject({
        outcome: 'existed',
      });
    }
    const noted = { data: { collection: name, meta: { note: 'b' } } };
    expect(await call('collections', 'create', noted, { ifExists: 'update' })).toMatchObject({
      outcome: 'updated',
      meta: { note: 'b' },
    });
    for (const [resource, , json] of kinds.reverse()) {
      expect(await call(resource, 'delete', json, { ifGone: 'ignore' })).toMatchObject({
        outcome: 'removed',
      });
      expect(await call(resource, 'delete', json, { ifGone: 'ignore' })).toMatchObject({ outcome: 'gone' });
    }
    for (const resource of ['folders', 'roles', 'policies', 'flows']) {
      const json = { data: { name } };
      const { id } = await call(resource, 'create', json, { ifExists: 'keep' });
      expect(await call(resource, 'create', json, { ifExists: 'update' })).toMatchObject({
        outcome: 'unchanged',
        id,
      });
      await call(resource, 'delete', { id }, { ifGone: 'ignore' });
    }
  });
});
