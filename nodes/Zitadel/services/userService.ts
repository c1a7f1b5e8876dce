import type { ZitadelTable } from '../operation';
import { contactOperations } from './user/contact';
import { factorOperations } from './user/factors';
import { identityProviderOperations } from './user/identityProviders';
import { inviteOperations } from './user/invites';
import { machineOperations } from './user/machines';
import { metadataOperations } from './user/metadata';
import { passkeyOperations } from './user/passkeys';
import { passwordOperations } from './user/password';
import { peopleOperations } from './user/people';
import { stateOperations } from './user/state';

/** zitadel.user.v2.UserService */
export const userService: ZitadelTable = {
  value: 'UserService',
  name: 'User',
  description: 'People and service users, and how they sign in',
  operations: [
    ...peopleOperations,
    ...stateOperations,
    ...contactOperations,
    ...passwordOperations,
    ...factorOperations,
    ...passkeyOperations,
    ...identityProviderOperations,
    ...inviteOperations,
    ...metadataOperations,
    ...machineOperations,
  ],
};
