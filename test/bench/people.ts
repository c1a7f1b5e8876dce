import type { IDataObject } from 'n8n-workflow';

import { forEachBounded } from '../../nodes/shared/run/concurrency';
import { unique } from '../support/unique';
import type { Api } from './api';

const AT_A_TIME = 20;

/** The users in Zitadel that are worked on. */
export class People {
  private ids: string[] = [];

  constructor(private readonly api: Api) {}

  /** People who do not exist yet, as requests of addHumanUser. */
  drafts(count: number): IDataObject[] {
    const run = unique();
    return Array.from({ length: count }, (_, index) => ({
      username: `${run}-${index}`,
      profile: { givenName: 'Ada', familyName: `Lovelace ${index}` },
      email: { email: `${run}-${index}@example.org`, isVerified: true },
    }));
  }

  /** The ids of people who exist. */
  async some(count: number): Promise<IDataObject[]> {
    await forEachBounded(this.drafts(Math.max(0, count - this.ids.length)), AT_A_TIME, async (person) => {
      const { userId } = await this.api.send<{ userId: string }>('POST', '/v2/users/human', person);
      this.ids.push(userId);
    });
    return this.ids.slice(0, count).map((userId) => ({ userId }));
  }

  /** Makes people, one a request. */
  async add(count: number): Promise<void> {
    await this.some(this.ids.length + count);
  }

  /** Gives people another address, one a request. */
  async changeEmails(count: number): Promise<void> {
    const all = await this.some(count);
    for (const { userId } of all) {
      const body = { email: `${unique()}@example.org`, isVerified: true };
      await this.api.send('POST', `/v2/users/${String(userId)}/email`, body);
    }
  }

  async remove(ids: readonly string[]): Promise<void> {
    await forEachBounded(ids, AT_A_TIME, async (id) => {
      await this.api.send('DELETE', `/v2/users/${id}`);
    });
  }

  /** Removes all that `some` made: a real Zitadel keeps its users. */
  async clear(): Promise<void> {
    await this.remove(this.ids);
    this.ids = [];
  }
}
