import type { ZitadelTable } from '../operation';
import { accessOperations } from './auth/access';
import { accountOperations } from './auth/account';
import { contactOperations } from './auth/contact';
import { factorOperations } from './auth/factors';
import { passkeyOperations } from './auth/passkeys';
import { serverOperations } from './auth/server';
import { sessionOperations } from './auth/sessions';

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
