import type { MethodRow } from '../method-row';
import { failedPrecondition, notFound } from '../errors';
import { touch, type User, writeDetails } from '../user';
import { userIdOnly } from './rules';
import { findUser, mustHave } from './user-access';

const service = 'zitadel.user.v2.UserService';

/** A method that moves a user from one state to another. */
interface Move {
  method: string;
  from: User['state'];
  to: User['state'];
  event: string;
  unknown: string;
  refused: readonly [text: string, id: string];
}

const moves: readonly Move[] = [
  {
    method: 'ReactivateUser',
    from: 'USER_STATE_INACTIVE',
    to: 'USER_STATE_ACTIVE',
    event: 'user.reactivated',
    unknown: 'COMMAND-9hy5kzbuk6',
    refused: ['User is not inactive', 'COMMAND-s5qqcz97hf'],
  },
  {
    method: 'LockUser',
    from: 'USER_STATE_ACTIVE',
    to: 'USER_STATE_LOCKED',
    event: 'user.locked',
    unknown: 'COMMAND-450yxuqrh1',
    refused: ['User is not active or initial', 'COMMAND-lgws8wtsqf'],
  },
  {
    method: 'UnlockUser',
    from: 'USER_STATE_LOCKED',
    to: 'USER_STATE_ACTIVE',
    event: 'user.unlocked',
    unknown: 'COMMAND-x377t913pw',
    refused: ['User is not locked', 'COMMAND-olb9vb0oca'],
  },
];

export const userStates: Record<string, MethodRow> = {
  [`${service}/DeactivateUser`]: {
    rule: userIdOnly('DeactivateUserRequest'),
    handle: (context, request) => {
      const user = findUser(context, request);
      if (!user) throw notFound('User could not be found', 'COMMAND-5gp2p62iin');
      mustHave(context, user, 'user.write');
      if (user.state === 'USER_STATE_INACTIVE') {
        throw failedPrecondition('User already inactive', 'COMMAND-5gunjw0cd7');
      }
      return change(user, 'USER_STATE_INACTIVE', 'user.deactivated');
    },
  },
  ...Object.fromEntries(moves.map((move) => [`${service}/${move.method}`, row(move)])),
};

function row({ method, from, to, event, unknown, refused }: Move): MethodRow {
  return {
    rule: userIdOnly(`${method}Request`),
    handle: (context, request) => {
      const user = findUser(context, request);
      if (!user) throw notFound('User could not be found', unknown);
      mustHave(context, user, 'user.write');
      if (user.state !== from) throw failedPrecondition(...refused);
      return change(user, to, event);
    },
  };
}

function change(
  user: User,
  state: User['state'],
  event: string,
): { details: ReturnType<typeof writeDetails> } {
  user.state = state;
  if (event === 'user.unlocked' && user.human?.password) user.human.password.failedAttempts = 0;
  touch(user, event);
  return { details: writeDetails(user) };
}
