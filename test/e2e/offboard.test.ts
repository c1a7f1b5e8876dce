import type { N8nClient } from '../../sandbox/n8n-client';
import { ask as askZitadel, textAt } from '../recordings/admin-api';
import { arrange } from '../support/directusOperations';
import { freeAddress, PeopleOfBoth } from '../support/setUpPeople';
import { zitadelServer } from '../support/zitadel';
import { openN8n, runExample } from './workflows';

const EXAMPLE = 'offboard.json';
const PASSWORD = 'Secr3tPassw0rd!';

describe('offboarding a person, in n8n', () => {
  const people = new PeopleOfBoth();
  let n8n: N8nClient;

  beforeAll(async () => {
    n8n = await openN8n();
  });

  async function sessionsOf(userId: string): Promise<unknown[]> {
    const queries = [{ userIdQuery: { id: userId } }];
    const reply = await askZitadel(zitadelServer(), 'POST', '/v2/sessions/search', { queries });
    return (reply as { sessions?: unknown[] }).sessions ?? [];
  }

  test('locks, suspends and ends the sessions of one person, and changes nothing when run again', async () => {
    const [leaver, stayer] = [await people.make(PASSWORD), await people.makeInZitadel()];
    for (const userId of [leaver.userId, leaver.userId, stayer.userId]) {
      await askZitadel(zitadelServer(), 'POST', '/v2/sessions', { checks: { user: { userId } } });
    }
    for (const [outcome, ended] of [
      [undefined, 2],
      ['unchanged', 0],
    ]) {
      const execution = await runExample(n8n, EXAMPLE, 'grpc', [['ada@example.org', leaver.email]]);
      expect(execution.error).toBeUndefined();
      const [locked] = execution.json('Zitadel: Lock User');
      expect(locked).toMatchObject({ outcome: outcome ?? (expect.any(String) as string) });
      expect(execution.items('Zitadel: End Session')).toHaveLength(Number(ended));
      const reply = await askZitadel(zitadelServer(), 'GET', `/v2/users/${leaver.userId}`);
      expect(textAt(reply, 'user', 'state')).toBe('USER_STATE_LOCKED');
      const user = await arrange('GET', `/users/${leaver.directusId}?fields=status`, undefined, 'directus');
      expect(user.status).toBe('suspended');
      expect(await sessionsOf(leaver.userId)).toEqual([]);
    }
    expect(await sessionsOf(stayer.userId)).toHaveLength(1);
  });

  test('stops before anything is changed where not exactly one person in each has the address', async () => {
    const { userId, email } = await people.makeInZitadel();
    for (const replace of [
      ['ada@example.org', email],
      ['ada@example.org', freeAddress()],
      ['\\"email\\"', '\\"mail\\"'],
    ] as Array<[string, string]>) {
      const execution = await runExample(n8n, EXAMPLE, 'grpc', [replace]);
      expect([replace, execution.status]).toEqual([replace, 'error']);
      expect(execution.nodes).not.toContain('Zitadel: Lock User');
      expect(execution.nodes).not.toContain('Directus: Suspend User');
    }
    const reply = await askZitadel(zitadelServer(), 'GET', `/v2/users/${userId}`);
    expect(textAt(reply, 'user', 'state')).toBe('USER_STATE_ACTIVE');
  });
});
