import type { MethodRow, PublicMethodRow } from '../method-row';
import { addresses } from './addresses';
import { admin } from './admin';
import { administrators } from './administrators';
import { applications } from './applications';
import { authentication } from './authentication';
import { authorizations } from './authorizations';
import { events } from './events';
import { executions } from './executions';
import { factors } from './factors';
import { features } from './features';
import { health } from './health';
import { identityProviders } from './identity-providers';
import { invites } from './invites';
import { lockout } from './lockout';
import { loginPolicy } from './login-policy';
import { machineSecrets } from './machine-secrets';
import { machineUsersV1 } from './machine-users-v1';
import { management } from './management';
import { mfa } from './mfa';
import { myFactors } from './my-factors';
import { myUser } from './my-user';
import { organizations } from './organizations';
import { passkeys } from './passkeys';
import { passwords } from './passwords';
import { projectAccess } from './project-access';
import { projects } from './projects';
import { projectsV1 } from './projects-v1';
import { recoveryCodes } from './recovery-codes';
import { sessions } from './sessions';
import { signIn } from './sign-in';
import { targets } from './targets';
import { tokens } from './tokens';
import { u2f } from './u2f';
import { userCreation } from './user-creation';
import { userMetadata } from './user-metadata';
import { userMetadataV1 } from './user-metadata-v1';
import { userSchemas } from './user-schemas';
import { userStates } from './user-states';
import { userUpdates } from './user-updates';
import { users } from './users';
import { webKeys } from './web-keys';

/** Every method that the stand-in models, by `package.Service/Method`. */
export const rows: Record<string, MethodRow | PublicMethodRow | undefined> = {
  ...users,
  ...userCreation,
  ...userUpdates,
  ...userStates,
  ...userMetadata,
  ...addresses,
  ...passwords,
  ...factors,
  ...mfa,
  ...passkeys,
  ...u2f,
  ...recoveryCodes,
  ...invites,
  ...authentication,
  ...machineSecrets,
  ...tokens,
  ...myUser,
  ...myFactors,
  ...organizations,
  ...management,
  ...projectsV1,
  ...userMetadataV1,
  ...machineUsersV1,
  ...events,
  ...admin,
  ...loginPolicy,
  ...lockout,
  ...targets,
  ...executions,
  ...identityProviders,
  ...features,
  ...userSchemas,
  ...projects,
  ...projectAccess,
  ...applications,
  ...authorizations,
  ...administrators,
  ...webKeys,
  ...sessions,
  ...signIn,
  ...health,
};
