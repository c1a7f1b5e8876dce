import type { MessageType, Method } from './definitions';
import { describeMessage, type Shape } from './messages';
import type { HttpRule } from './method-options';
import { services } from './services';

/** A method that the server has and the package lacks. */
interface Row {
  key: string;
  request: Shape;
  /** `details` stands for a field `details` of the type that most replies have. */
  response: Shape | ((details: MessageType) => Shape);
  permission: string;
  http?: HttpRule;
  /** HTTP status of a success over REST; 200 unless given. */
  success?: number;
}

const metadata = describeMessage({ key: 'string', value: 'bytes' });
const recoveryCodes = '/v2/users/{user_id}/recovery_codes';

const rows: readonly Row[] = [
  {
    key: 'zitadel.user.v2.UserService/GenerateRecoveryCodes',
    request: { userId: 'string', count: 'int32' },
    response: (details) => ({ details, recoveryCodes: ['string'] }),
    permission: 'authenticated',
    http: { verb: 'POST', path: recoveryCodes, body: '*' },
  },
  {
    key: 'zitadel.user.v2.UserService/RemoveRecoveryCodes',
    request: { userId: 'string' },
    response: (details) => ({ details }),
    permission: 'authenticated',
    http: { verb: 'DELETE', path: recoveryCodes, body: '' },
  },
  {
    key: 'zitadel.org.v2beta.OrganizationService/AddOrganization',
    request: { name: 'string' },
    response: (details) => ({ details, organizationId: 'string' }),
    permission: 'org.create',
    http: { verb: 'POST', path: '/v2beta/organizations', body: '*' },
    success: 201,
  },
  organizationMethod('UpdateOrganization', { name: 'string' }, 'changeDate', 'org.write'),
  organizationMethod('SetOrganizationMetadata', { metadata: [metadata] }, 'setDate', 'org.write'),
  organizationMethod('AddOrganizationDomain', { domain: 'string' }, 'creationDate', 'org.write'),
  organizationMethod('DeactivateOrganization', {}, 'changeDate', 'org.write'),
  organizationMethod('ActivateOrganization', {}, 'changeDate', 'org.write'),
  organizationMethod('DeleteOrganization', {}, 'deletionDate', 'org.delete'),
  ...routesAlone('zitadel.org.v2.OrganizationService', [
    'DeleteOrganizationDomain',
    'DeleteOrganizationMetadata',
    'GenerateOrganizationDomainValidation',
    'ListOrganizationDomains',
    'ListOrganizationMetadata',
    'VerifyOrganizationDomain',
  ]),
  ...routesAlone('zitadel.action.v2.ActionService', [
    'ActivatePublicKey',
    'AddPublicKey',
    'DeactivatePublicKey',
    'ListPublicKeys',
    'RemovePublicKey',
  ]),
];

/** The methods that the package lacks, for the transports that need no wire form. */
export async function loadFurtherMethods(): Promise<Method[]> {
  const { Details } = (await import('@zitadel/node/dist/api/generated/zitadel/object/v2/object.js')) as {
    Details: MessageType;
  };
  return rows.map(({ key, request, response, permission, http, success = 200 }) => {
    const [service = '', name = ''] = key.split('/');
    const served = services[service];
    if (!served) throw new Error(`no service for ${key}`);
    return {
      service,
      name,
      key,
      request: describeMessage(request),
      response: describeMessage(typeof response === 'function' ? response(Details) : response),
      options: { http: http ? [http] : [], permission, success },
      served,
    };
  });
}

// The REST paths of these were not recorded.
function organizationMethod(name: string, request: Shape, date: string, permission: string): Row {
  return {
    key: `zitadel.org.v2.OrganizationService/${name}`,
    request: { organizationId: 'string', ...request },
    response: { [date]: 'timestamp' },
    permission,
  };
}

// Methods of which nothing was recorded: they look at who asks, and then say that they are not modelled.
function routesAlone(service: string, names: readonly string[]): Row[] {
  return names.map((name) => ({
    key: `${service}/${name}`,
    request: {},
    response: {},
    permission: 'authenticated',
  }));
}
