import type { MethodRow } from '../method-row';
import { notFound } from '../errors';
import { now } from '../time';
import { touch, writeDetails } from '../user';
import { userIdOnly } from './rules';
import { requireHuman, selfOr } from './user-access';

export const mfa: Record<string, MethodRow> = {
  'zitadel.user.v2.UserService/HumanMFAInitSkipped': {
    rule: userIdOnly('HumanMFAInitSkippedRequest'),
    handle: (context, request) => {
      const user = requireHuman(context, request, () =>
        notFound('User could not be found', 'COMMAND-auj6jeBei4'),
      );
      selfOr(context, user, 'user.write');
      user.human.mfaInitSkipped = now();
      touch(user, 'user.human.mfa.init.skipped');
      return { details: writeDetails(user) };
    },
  },
};
