import { ServiceError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import { loadCatalogue } from '../catalogue/catalogue';
import { organizationIn } from '../organization';
import { callZitadel, type ZitadelConnection, type ZitadelRequest } from './client';
import { isRead } from './effect';

/** Creations whose organization older servers take without looking whether there is one. */
const UNCHECKED_CREATIONS = ['addHumanUser', 'createUser'];
/** Changes of the classic Management whose reply names another owner than the organization of the call. */
const OF_OTHER_OWNERS = /^(addOrg|setUpOrg)$|ProjectGrantMember/;
const MANAGEMENT = 'zitadel.management.v1.ManagementService';

/** What is known of the organizations that a run's requests name. Looked up once a run. */
export class Organizations {
  private readonly found = new Map<string, Promise<boolean>>();

  /**
   * Checks that the organization exists in which somebody is to be created: a user of none could sign in nowhere, and
   * older servers create one.
   *
   * @throws ServiceError where Zitadel lists no such organization, as it says so itself where it does
   */
  async check(connection: ZitadelConnection, call: ZitadelRequest): Promise<void> {
    const named = UNCHECKED_CREATIONS.includes(call.method) ? organizationIn(call.request) : undefined;
    if (named === undefined) return;
    const found = this.found.get(named.id) ?? exists(connection, call, named.id);
    this.found.set(named.id, found);
    if (await found) return;
    await assertServed(connection, call);
    // Made in that organization, any call is refused in the server's own words.
    await list(inOrganization(connection, named.id), call, named.id);
    throw new ServiceError({
      code: 'NOT_FOUND',
      message: `There is no organization ${named.id}, or the credential may not see it (${named.field})`,
      remedy: 'Choose one from the list, or create it first. Nobody was created.',
    });
  }
}

/**
 * Makes sure that the server has the creation at all, which says more than what is wrong with it: every server that has it
 * refuses it without its fields.
 *
 * @throws ServiceError UNIMPLEMENTED
 */
async function assertServed(connection: ZitadelConnection, call: ZitadelRequest): Promise<void> {
  const error: unknown = await callZitadel(connection, { ...call, request: {} }).catch(
    (reason: unknown) => reason,
  );
  if (error instanceof ServiceError && error.refusal.code === 'UNIMPLEMENTED') throw error;
}

/** Whether an organization is listed; true where the credential may not ask. */
async function exists(connection: ZitadelConnection, call: ZitadelRequest, id: string): Promise<boolean> {
  return await list(connection, call, id).then(
    ({ result }) => Array.isArray(result) && result.length > 0,
    () => true,
  );
}

async function list(
  connection: ZitadelConnection,
  { timeout, signal }: ZitadelRequest,
  id: string,
): Promise<JsonObject> {
  const service = await loadCatalogue('OrganizationService');
  const request = { queries: [{ idQuery: { id } }] };
  return await callZitadel(connection, { service, method: 'listOrganizations', request, timeout, signal });
}

function inOrganization(connection: ZitadelConnection, id: string): ZitadelConnection {
  return { ...connection, headers: { ...connection.headers, 'x-zitadel-orgid': id } };
}

/**
 * Checks that a change took effect in the organization that it was made for. It does not where the header that names it
 * never reaches Zitadel.
 *
 * @param organizationId of the options; '' for none
 * @throws ServiceError WRONG_ORGANIZATION
 */
export function checkOwner(
  { service, method, request }: ZitadelRequest,
  organizationId: string,
  reply: JsonObject,
): void {
  const isManagement = service.service === MANAGEMENT && !isRead(method) && !OF_OTHER_OWNERS.test(method);
  if (!isManagement && method !== 'addHumanUser') return;
  const wanted = organizationIn(request)?.id ?? organizationId;
  const owner = isObject(reply.details) ? reply.details.resourceOwner : undefined;
  if (wanted === '' || typeof owner !== 'string' || owner === '' || owner === wanted) return;
  const ids = Object.fromEntries(Object.entries(reply).filter(([name]) => /^id$|Id$/.test(name)));
  throw new ServiceError({
    code: 'WRONG_ORGANIZATION',
    message: `This took effect in the organization ${owner}, not in ${wanted}`,
    details: { ...ids, organizationId: owner },
    remedy:
      'Undo it there. Zitadel did not see which organization was asked for: let the proxy in front of it pass the header x-zitadel-orgid on.',
  });
}
