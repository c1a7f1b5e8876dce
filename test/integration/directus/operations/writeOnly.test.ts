import { arrange, ask, callOperation, rowOfCall } from '../../../support/directusOperations';
import { errorOf } from '../../../support/results';
import { unique } from '../../../support/unique';
import { fieldOf, keyField, makeCollection } from './world';

test('who may change but not read is told what was done, and what is not there', async () => {
  const collection = await makeCollection([keyField('integer'), fieldOf('title', 'string')]);
  const token = unique();
  const policy = await arrange('POST', '/policies', { name: unique() });
  for (const action of ['create', 'update', 'delete']) {
    await arrange('POST', '/permissions', { policy: policy.id, collection, action, fields: ['*'] });
  }
  const policies = [{ policy: policy.id }];
  const user = await arrange('POST', '/users', { email: `${unique()}@example.org`, token, policies });
  const { id } = await arrange('POST', `/items/${collection}`, { title: 'old' });
  const more = { credential: { token } };
  const data = { title: 'new' };

  expect(await rowOfCall('items', 'update', { collection, id, data }, more)).toEqual({ updated: true });
  expect(await arrange('GET', `/items/${collection}/${String(id)}`)).toMatchObject(data);
  const json = { collection, id: 99999, data };
  const refused = errorOf(await callOperation({ resource: 'items', operation: 'update', json, ...more }));
  expect(refused.message).toContain('FORBIDDEN');
  expect(await rowOfCall('items', 'delete', { collection, id }, more)).toEqual({ deleted: true });
  expect((await ask('GET', `/items/${collection}/${String(id)}`)).status).toBe(403);

  await ask('DELETE', `/users/${String(user.id)}`);
  await ask('DELETE', `/policies/${String(policy.id)}`);
  await ask('DELETE', `/collections/${collection}`);
});

test('a singleton and a list are not taken for each other', async () => {
  const site = await makeCollection([keyField('integer'), fieldOf('name', 'string')], { singleton: true });
  const list = await makeCollection([keyField('integer'), fieldOf('name', 'string')]);
  await arrange('PATCH', `/items/${site}`, { name: 'one' });
  await arrange('POST', `/items/${list}`, [{ name: 'a' }, { name: 'b' }]);
  const data = { name: 'two' };
  const failure = async (operation: string, json: object): Promise<string> =>
    errorOf(await callOperation({ resource: 'items', operation, json: { ...json } })).message;

  expect(await failure('updateMultiple', { collection: site, ids: [1], data })).toContain('is a singleton');
  expect(await failure('updateSingleton', { collection: list, data })).toContain('is no singleton');
  expect(await failure('getSingleton', { collection: list })).toContain('is no singleton');
  expect(await arrange('GET', `/items/${site}`)).toMatchObject({ name: 'one' });

  for (const name of [site, list]) await ask('DELETE', `/collections/${name}`);
});
