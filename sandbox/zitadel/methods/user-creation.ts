import type { Context, MethodRow } from '../method-row';
import { requireOrganization } from '../authentication';
import { child, type JsonObject, text } from '../json-object';
import { addHuman, addMachine, type NewUser, type Place } from '../new-user';
import { requirePermission } from '../permissions';
import { writeDetails } from '../user';
import { addHumanUser as addHumanUserRule, createUser as createUserRule } from './rules';

const service = 'zitadel.user.v2.UserService';

export const userCreation: Record<string, MethodRow> = {
  [`${service}/AddHumanUser`]: { rule: addHumanUserRule, handle: addHumanUser },
  [`${service}/CreateUser`]: { rule: createUserRule, handle: createUser },
};

function addHumanUser({ state, caller }: Context, request: JsonObject): JsonObject {
  const added = addHuman(state, readPlace(request, caller.organizationId), request);
  return { userId: added.user.id, details: writeDetails(added.user), ...codes(added) };
}

function createUser({ state, caller }: Context, request: JsonObject): JsonObject {
  const organizationId = requireOrganization(state, text(request, 'organizationId'));
  requirePermission(state, caller.user.id, organizationId, 'user.write');
  const place = readPlace(request, organizationId);
  const human = child(request, 'human');
  const added = human
    ? addHuman(state, place, human)
    : addMachine(state, place, child(request, 'machine') ?? {});
  return { id: added.user.id, creationDate: added.user.created, ...codes(added) };
}

function readPlace(request: JsonObject, organizationId: string): Place {
  return { organizationId, userId: text(request, 'userId'), username: text(request, 'username') };
}

function codes({ emailCode, phoneCode }: NewUser): JsonObject {
  return { emailCode, phoneCode };
}
