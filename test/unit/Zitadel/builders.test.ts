import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import type { FormField } from '../../../nodes/shared/form/operation';
import { loadCatalogue, type ServiceDescription } from '../../../nodes/Zitadel/catalogue/catalogue';
import { splitType } from '../../../nodes/Zitadel/catalogue/fieldType';
import type { ZitadelTable } from '../../../nodes/Zitadel/operation';
import { actionsService } from '../../../nodes/Zitadel/services/actions/table';
import { authService } from '../../../nodes/Zitadel/services/auth/table';
import { organizationService } from '../../../nodes/Zitadel/services/organization/table';
import { userSchemaService } from '../../../nodes/Zitadel/services/userSchema/table';
import { userService } from '../../../nodes/Zitadel/services/user/table';

const TABLES = [userService, authService, organizationService, userSchemaService, actionsService];

/** A builder of the form, with the kinds that the message has and those that the form offers. */
interface Builder {
  place: string;
  kinds: string[];
  offered: string[];
}

/** The builders below fields of a message: fixed collections whose groups are the members of a oneof. */
function buildersIn(
  service: ServiceDescription,
  message: string,
  fields: FormField[],
  place: string,
): Builder[] {
  return fields.flatMap((field) => {
    const name = field.requestField ?? field.name;
    const { name: type } = splitType(service.messages[message]?.[name] ?? '');
    const inner = `${place} > ${name}`;
    const options = (field.options ?? []) as Array<INodeProperties | INodePropertyCollection>;
    const groups = options.flatMap((option) => ('values' in option ? [option] : []));
    const plain = options.flatMap((option) => ('type' in option ? [option] : []));
    const below = groups.flatMap((group) => {
      const member = splitType(service.messages[type]?.[group.name] ?? '').name;
      return buildersIn(service, field.oneof === true ? member : type, group.values, inner);
    });
    const own =
      field.oneof === true
        ? [
            {
              place: inner,
              kinds: Object.keys(service.messages[type] ?? {}),
              offered: groups.map((group) => group.name),
            },
          ]
        : [];
    return [...own, ...below, ...buildersIn(service, type, plain, inner)];
  });
}

async function buildersOf(table: ZitadelTable): Promise<Builder[]> {
  const service = await loadCatalogue(table.value);
  return table.operations.flatMap(
    ({ value, method = value, fields = [], filters = [], additionalFields = [] }) => {
      const message = service.methods[method]?.request ?? '';
      return buildersIn(service, message, [...fields, ...filters, ...additionalFields], value);
    },
  );
}

/** Kinds that hold others: a form cannot hold itself, so that they are offered at the top alone. */
const COMBINING = /^(and|or|not)[A-Z]/;

test.each(TABLES)('the builders of $value offer every kind that the message has', async (table) => {
  for (const { place, kinds, offered } of await buildersOf(table)) {
    const isInner = kinds.some((kind) => COMBINING.test(kind)) && place.split(' > ').length > 2;
    const wanted = isInner ? kinds.filter((kind) => !COMBINING.test(kind)) : kinds;
    expect([place, [...offered].sort()]).toEqual([place, wanted.sort()]);
    expect(kinds.length).toBeGreaterThan(0);
  }
});

test('every list that can be filtered has a builder beside JSON', async () => {
  const missing: string[] = [];
  for (const table of TABLES) {
    const service = await loadCatalogue(table.value);
    for (const { value, method = value, filters = [], list } of table.operations) {
      const request = service.messages[service.methods[method]?.request ?? ''] ?? {};
      for (const field of ['queries', 'filters'].filter((name) => request[name] !== undefined)) {
        const fields = filters.filter(({ name, requestField }: FormField) =>
          [name, requestField].includes(field),
        );
        const types = fields.map(({ type }) => type).sort();
        if (list === true && types.join() !== 'fixedCollection,json') missing.push(`${value} ${field}`);
      }
    }
  }
  expect(missing).toEqual([]);
});
