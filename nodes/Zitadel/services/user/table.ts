import type { ZitadelTable } from '../../operation';
import { contactOperations } from './contact';
import { factorOperations } from './factors';
import { identityProviderOperations } from './identityProviders';
import { inviteOperations } from './invites';
import { machineOperations } from './machines';
import { metadataOperations } from './metadata';
import { passkeyOperations } from './passkeys';
import { passwordOperations } from './password';
import { peopleOperations } from './people';
import { setUpOperations } from './setUp';
import { stateOperations } from './state';

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
    ...setUpOperations,
    ...passkeyOperations,
    ...identityProviderOperations,
    ...inviteOperations,
    ...metadataOperations,
    ...machineOperations,
  ],
};
