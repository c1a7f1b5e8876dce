import { addHuman, addMachine } from './new-user';
import type { State } from './state';
import { inSeconds } from './time';
import type { User } from './user';

const year = 365 * 24 * 60 * 60;

export interface Tokens {
  admin: string;
  nobody: string;
  manager: string;
  person: string;
}

export interface Ids {
  instance: string;
  organization: string;
  admin: string;
  nobody: string;
  manager: string;
  person: string;
  robot: string;
  human: string;
}

/** The users that every fresh server has, with their tokens: who may do what is told by their names and roles. */
export function seed(state: State): { tokens: Tokens; ids: Ids } {
  const admin = machine(state, 'n8n');
  const nobody = machine(state, 'nobody');
  const manager = machine(state, 'manager');
  const person = human(state, 'person');
  state.addMembership(admin.id, state.instanceId, ['IAM_OWNER']);
  state.addMembership(manager.id, state.organization.id, ['ORG_USER_MANAGER']);
  const token = (user: User): string => state.addToken({ userId: user.id, expires: inSeconds(year) });
  const signIn = { secondFactor: false };
  return {
    tokens: {
      admin: token(admin),
      nobody: token(nobody),
      manager: token(manager),
      person: state.addToken({ userId: person.id, expires: inSeconds(year), signIn }),
    },
    ids: {
      instance: state.instanceId,
      organization: state.organization.id,
      admin: admin.id,
      nobody: nobody.id,
      manager: manager.id,
      person: person.id,
      robot: machine(state, 'robot').id,
      human: human(state, 'human').id,
    },
  };
}

function machine(state: State, name: string): User {
  return addMachine(state, place(state, name), { name }).user;
}

function human(state: State, username: string): User {
  const request = {
    profile: { givenName: 'Ada', familyName: 'Lovelace' },
    email: { email: `${username}@example.org`, isVerified: true },
    password: { password: 'Secr3tPassw0rd!' },
  };
  return addHuman(state, place(state, username), request).user;
}

function place(state: State, username: string): Parameters<typeof addHuman>[1] {
  return { organizationId: state.organization.id, userId: '', username };
}
