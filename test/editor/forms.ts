import type { INodePropertyOptions } from 'n8n-workflow';

import { NODES, operationsOf } from '../unit/package/support';
import { addAction } from './panel';
import type { Shared } from './shared';

/** Where the tests switch to: typed forms, loaded ones, those with a mapper, and such as share no operation. */
const SWITCHES: Record<string, string[]> = {
  Zitadel: ['UserService', 'ProjectService', 'SettingsService', 'AdminService', 'RawCall', 'WebKeyService'],
  Directus: ['users', 'items', 'fields', 'settings', 'utils', 'request'],
};

/** Tests of how forms look and change. */
export function testForms(shared: Shared): void {
  test.each(NODES)(
    '%s: another resource brings an operation of its own, and nothing red',
    async (node, description) => {
      const { editor } = shared;
      const [resource] = description.properties.filter(({ name }) => name === 'resource');
      await addAction(shared, node);
      const offered = (resource?.options ?? []) as INodePropertyOptions[];
      for (const value of SWITCHES[node] ?? []) {
        const name = offered.find((one) => one.value === value)?.name ?? value;
        await editor.choose('resource', name);
        const names = operationsOf(description)
          .filter(({ table }) => table === value)
          .map(({ operation }) => operation.name);
        const shown = await editor.field('operation').locator('input').first().inputValue();
        expect([name, names]).toEqual([name, expect.arrayContaining([shown])]);
        expect(shown).not.toMatch(/^(Delete|Remove)/);
        expect([name, await editor.redFields()]).toEqual([name, []]);
        await editor.shoot(`form-${node}-${name}`);
      }
    },
  );
}
