import { ask as askZitadel, textAt } from '../recordings/admin-api';
import { arrange, ask } from './directusOperations';
import { testServers } from './servers';
import { codeOf } from './totp';
import { unique } from './unique';
import { People, zitadelServer } from './zitadel';

const SERVER = 'directus';

/** A person with an account in both servers. */
export interface BothAccounts {
  userId: string;
  directusId: string;
  email: string;
}

/** Makes people for the tests of a file, in Zitadel and in Directus, and deletes them again. */
export class PeopleOfBoth {
  private readonly zitadel = new People();
  private readonly directus: string[] = [];

  constructor() {
    // After each test, as a Directus without a licence has three seats.
    afterEach(async () => {
      const ids = this.directus.splice(0);
      if (ids.length > 0) await ask('DELETE', '/users', ids, SERVER);
    });
  }

  /**
   * Makes a person in both.
   *
   * @param fields more fields of the user in Directus
   */
  async make(password: string, fields: object = {}): Promise<BothAccounts> {
    const { userId, email } = await this.makeInZitadel();
    const newPassword = { password };
    await askZitadel(zitadelServer(), 'POST', `/v2/users/${userId}/password`, { newPassword });
    // A user without app access may not switch their own 2FA on.
    const { role } = await arrange('GET', '/users/me?fields=role', undefined, SERVER);
    const directusId = await this.makeInDirectus({ email, password, role, ...fields });
    return { userId, directusId, email };
  }

  /** Makes a person in Zitadel alone. */
  async makeInZitadel(): Promise<{ userId: string; email: string }> {
    const userId = await this.zitadel.make();
    const reply = await askZitadel(zitadelServer(), 'GET', `/v2/users/${userId}`);
    return { userId, email: textAt(reply, 'user', 'human', 'email', 'email') };
  }

  /** Makes a user in Directus alone. Returns the ID. */
  async makeInDirectus(fields: object): Promise<string> {
    const { id } = await arrange('POST', '/users', fields, SERVER);
    return this.keepInDirectus(String(id));
  }

  /** Has a user that a test made in Directus deleted at the end. */
  keepInDirectus(id: string): string {
    this.directus.push(id);
    return id;
  }

  /** Has a user that a test made in Zitadel deleted at the end. */
  keepInZitadel(id: string): string {
    return this.zitadel.keep(id);
  }
}

/** Sets up TOTP for a person in Zitadel. Returns the secret. */
export async function setUpTotp(userId: string): Promise<string> {
  const totp = `/v2/users/${userId}/totp`;
  const { secret } = (await askZitadel(zitadelServer(), 'POST', totp, {})) as { secret: string };
  await askZitadel(zitadelServer(), 'POST', `${totp}/verify`, { code: codeOf(secret) });
  return secret;
}

/** Whether a user of Directus has 2FA on. */
export async function hasTfa(directusId: string): Promise<boolean> {
  const user = await arrange('GET', `/users/${directusId}?fields=tfa_secret`, undefined, SERVER);
  return user.tfa_secret !== null;
}

/** An address that nobody has. */
export function freeAddress(): string {
  return `${unique()}@example.org`;
}

/** A Directus without a licence has three seats; whoever other tests left in them must go. */
export async function freeSeats(): Promise<void> {
  const filter = encodeURIComponent(JSON.stringify({ email: { _neq: testServers().directus.adminEmail } }));
  const others = await arrange<Array<{ id: string }>>(
    'GET',
    `/users?fields=id&limit=-1&filter=${filter}`,
    undefined,
    SERVER,
  );
  await deleteUsers(others.map(({ id }) => id));
}

/** Deletes users of Directus. */
export async function deleteUsers(ids: unknown[]): Promise<void> {
  if (ids.length > 0) await arrange('DELETE', '/users', ids, SERVER);
}
