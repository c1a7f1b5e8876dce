import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import type { FormField } from '../../../nodes/shared/form/operation';
import { actionsService } from '../../../nodes/Zitadel/services/actions/table';
import { authService } from '../../../nodes/Zitadel/services/auth/table';
import { organizationService } from '../../../nodes/Zitadel/services/organization/table';
import { userSchemaService } from '../../../nodes/Zitadel/services/userSchema/table';
import { userService } from '../../../nodes/Zitadel/services/user/table';

const TABLES = [userService, authService, organizationService, userSchemaService, actionsService];

/** Fields that hold the ID of a user, an organization, a project, an identity provider or a passkey. */
const IDS = /^(userId|organizationId|orgId|projectId|idpId|passkeyId)$/;

/** IDs that are given to what is made, and those of other systems: nothing can be chosen. */
const NO_CHOICE = [
  'createUser: userId',
  'addHumanUser: userId',
  'addHumanUser > idpLinks: userId',
  'addOrganization: orgId',
  'addOrganization > admins > human: userId',
  'addIDPLink > idpLink: userId',
  'createUser > human > idpLinks: userId',
  'addOrganization > admins > human > idpLinks: userId',
];

/** A field with where it stands, e.g. "addIDPLink > idpLink: idpId". */
interface Placed {
  place: string;
  field: INodeProperties;
}

function fieldsIn(path: string, fields: FormField[]): Placed[] {
  return fields.flatMap((field) => {
    const inner = `${path} > ${field.requestField ?? field.name}`;
    const options = (field.options ?? []) as Array<INodeProperties | INodePropertyCollection>;
    const below = options.flatMap((option) => {
      if ('values' in option) return fieldsIn(inner, option.values);
      return 'type' in option ? fieldsIn(inner, [option]) : [];
    });
    return [{ place: `${path}: ${field.name}`, field }, ...below];
  });
}

const placed = TABLES.flatMap(({ operations }) =>
  operations.flatMap(({ value, fields = [], filters = [], additionalFields = [] }) => [
    ...fieldsIn(value, fields),
    ...fieldsIn(value, filters),
    ...fieldsIn(value, additionalFields),
  ]),
);

test('whoever is asked for by ID can be chosen from a list, wherever a form asks', () => {
  const asked = placed.filter(({ field }) => IDS.test(field.name));
  expect(asked.length).toBeGreaterThan(60);
  const typed = asked.filter(({ field }) => field.type !== 'resourceLocator').map(({ place }) => place);
  expect([...new Set(typed)].sort()).toEqual([...NO_CHOICE].sort());
});

test('every locator has a list with search, and takes an ID', () => {
  const locators = placed.filter(({ field }) => field.type === 'resourceLocator');
  for (const { place, field } of locators) {
    const [list, id] = field.modes ?? [];
    expect([place, list?.name, list?.typeOptions?.searchable, id?.name]).toEqual([place, 'list', true, 'id']);
  }
});
