import { setTimeout as wait } from 'node:timers/promises';
import { ask, textAt } from './admin-api';
import type { TestServer } from './server';
import { signIn } from './sign-in';
import type { Values } from './values';

/** Who takes part in the scenarios: their tokens by the recordings' names, and the values that name them. */
export interface Actors {
  tokens: Record<string, string | undefined>;
  values: Values;
}

const password = 'Secr3tPassw0rd!';
const day = 24 * 60 * 60 * 1000;

/** How long a real server may take until its reads show what was written. */
const settleMs = 3000;

/** Makes everyone that the scenarios share, with nothing but the admin's token. */
export async function createActors(server: TestServer): Promise<Actors> {
  const setup = `s${Date.now().toString(36)}`;
  const me = await ask(server, 'GET', '/auth/v1/users/me');
  const adminId = textAt(me, 'user', 'id');
  const adminName = textAt(me, 'user', 'userName');
  const orgId = textAt(me, 'user', 'details', 'resourceOwner');
  const machine = (name: string): Promise<string> => createMachine(server, name, setup);
  const [machineId, nobodyId, managerId] = [
    await machine('robot'),
    await machine('nobody'),
    await machine('manager'),
  ];
  // A token is the second thing that happened to this one: its events are listed.
  await createToken(server, machineId);
  const humanId = await createHuman(server, orgId, `human.${setup}`);
  const membership = { userId: managerId, roles: ['ORG_USER_MANAGER'] };
  await ask(server, 'POST', '/management/v1/orgs/me/members', membership);
  const tokens = {
    admin: server.token,
    nobody: await createToken(server, nobodyId),
    manager: await createToken(server, managerId),
    bad: 'a-token-that-nobody-gave-out',
  };
  await settle(server);
  return { tokens, values: { setup, adminId, adminName, orgId, machineId, nobodyId, humanId } };
}

/** The actors with a person of their own, signed in; the person's id is the value `userId`. */
export async function withPerson(server: TestServer, actors: Actors, run: string): Promise<Actors> {
  const { adminId = '', orgId = '' } = actors.values;
  const userId = await createHuman(server, orgId, `p.${run}`);
  await settle(server);
  const person = await signIn(server, { adminId, userId, password, run });
  return { tokens: { ...actors.tokens, person }, values: { ...actors.values, userId } };
}

// By methods that servers of every release have.
async function createMachine(server: TestServer, name: string, setup: string): Promise<string> {
  const body = { userName: `${name}.${setup}`, name };
  return textAt(await ask(server, 'POST', '/management/v1/users/machine', body), 'userId');
}

async function createHuman(server: TestServer, orgId: string, username: string): Promise<string> {
  const body = {
    organization: { orgId },
    username,
    profile: { givenName: 'Ada', familyName: 'Lovelace' },
    email: { email: `${username}@example.org`, isVerified: true },
    password: { password },
  };
  return textAt(await ask(server, 'POST', '/v2/users/human', body), 'userId');
}

async function createToken(server: TestServer, userId: string): Promise<string> {
  const expirationDate = new Date(Date.now() + day).toISOString();
  const path = `/management/v1/users/${userId}/pats`;
  return textAt(await ask(server, 'POST', path, { expirationDate }), 'token');
}

async function settle(server: TestServer): Promise<void> {
  if (server.lags) await wait(settleMs);
}
