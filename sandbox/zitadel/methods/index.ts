import type { MethodRow, PublicMethodRow } from '../dispatcher';
import { authentication } from './authentication';
import { factors } from './factors';
import { health } from './health';
import { management } from './management';
import { myFactors } from './my-factors';
import { myUser } from './my-user';
import { signIn } from './sign-in';
import { tokens } from './tokens';
import { userCreation } from './user-creation';
import { users } from './users';

/** Every method that the stand-in models, by `package.Service/Method`. */
export const rows: Record<string, MethodRow | PublicMethodRow | undefined> = {
  ...users,
  ...userCreation,
  ...factors,
  ...authentication,
  ...tokens,
  ...myUser,
  ...myFactors,
  ...management,
  ...signIn,
  ...health,
};
