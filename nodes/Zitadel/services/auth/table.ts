import type { ZitadelTable } from '../../operation';
import { accessOperations } from './access';
import { accountOperations } from './account';
import { contactOperations } from './contact';
import { factorOperations } from './factors';
import { passkeyOperations } from './passkeys';
import { serverOperations } from './server';
import { sessionOperations } from './sessions';

/** zitadel.auth.v1.AuthService: what a person does to their own account. */
export const authService: ZitadelTable = {
  value: 'AuthService',
  name: 'My Account',
  description: 'The account of the person whose token the credential has',
  operations: [
    ...factorOperations,
    ...passkeyOperations,
    ...accountOperations,
    ...contactOperations,
    ...sessionOperations,
    ...accessOperations,
    ...serverOperations,
  ],
};
