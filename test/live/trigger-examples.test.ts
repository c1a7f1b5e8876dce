import { setTimeout as wait } from 'node:timers/promises';

import { withCredentials } from '../../sandbox/credentials';
import { readExamples } from '../../sandbox/demo';
import type { N8nClient } from '../../sandbox/n8n-client';
import { ask as askZitadel } from '../recordings/admin-api';
import { ask } from '../support/directusOperations';
import { codeOf } from '../support/totp';
import { People, zitadelServer } from '../support/zitadel';
import { openN8n, saveCredentials } from '../e2e/workflows';

describe('the workflows that events start, in n8n', () => {
  const people = new People();
  let n8n: N8nClient;

  beforeAll(async () => {
    n8n = await openN8n();
  });

  async function publish(file: string): Promise<string> {
    const example = readExamples().get(file);
    if (example === undefined) throw new Error(`examples/${file} is missing`);
    // Each second, so that the test need not wait.
    const faster = JSON.parse(
      JSON.stringify(example).replace('"interval":10', '"interval":1'),
    ) as typeof example;
    const id = await n8n.saveWorkflow(withCredentials(faster, await saveCredentials(n8n, 'grpc')));
    await n8n.activate(id);
    return id;
  }

  test('a removed second factor makes a message, unless it was the person', async () => {
    const id = await publish('second-factor-removed-alert.json');
    const userId = await people.make();
    const totp = `/v2/users/${userId}/totp`;
    const { secret } = (await askZitadel(zitadelServer(), 'POST', totp, {})) as { secret: string };
    await askZitadel(zitadelServer(), 'POST', `${totp}/verify`, { code: codeOf(secret) });
    await askZitadel(zitadelServer(), 'DELETE', totp);
    const executions = await n8n.waitForExecutionsOf(id);
    const [message] = executions.flatMap((execution) => execution.json('Write Message'));
    expect(message).toMatchObject({
      to: expect.stringContaining('@example.org') as string,
      text: expect.stringContaining('Ada Lovelace') as string,
    });
    expect(executions).toHaveLength(1);
    await n8n.deactivate(id);
  });

  test('a new person becomes a Directus user', async () => {
    const id = await publish('new-user-to-directus.json');
    const userId = await people.make();
    await n8n.waitForExecutionsOf(id);
    await wait(1_500);
    await n8n.deactivate(id);
    const filter = encodeURIComponent(JSON.stringify({ external_identifier: { _eq: userId } }));
    const fields = 'id,email,first_name,external_identifier';
    const { data } = await ask('GET', `/users?filter=${filter}&fields=${fields}`, undefined, 'directus');
    const users = data as { id: string }[];
    expect(users).toEqual([expect.objectContaining({ external_identifier: userId, first_name: 'Ada' })]);
    await ask(
      'DELETE',
      '/users',
      users.map((user) => user.id),
      'directus',
    );
  });
});
