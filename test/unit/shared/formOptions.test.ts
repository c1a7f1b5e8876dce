import { NodeHelpers, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import { toProperties } from '../../../nodes/shared/form/properties';
import type { Operation, Table } from '../../../nodes/shared/form/operation';
import { NODE } from '../support/execution';

const toggle = (name: string): INodeProperties => ({
  displayName: name,
  name,
  type: 'boolean',
  default: false,
});
const KEEP = toggle('Keep');
const SKIP = toggle('Skip');

const row = (value: string, more: Partial<Operation> = {}): Operation => ({
  value,
  name: value,
  action: value,
  description: value,
  ...more,
});

const TABLES: Table[] = [
  { value: 'users', name: 'User', operations: [row('create', { options: [KEEP] }), row('delete')] },
  {
    value: 'roles',
    name: 'Role',
    operations: [row('create', { options: [KEEP] }), row('list', { list: true })],
  },
  {
    value: 'files',
    name: 'File',
    operations: [row('create', { options: [SKIP] }), row('import', { options: [KEEP] })],
  },
  { value: 'codes', name: 'Code', operations: [row('create'), row('make', { qrCode: 'uri' })] },
];

const OWN = ['Keep', 'Skip', 'outputWhenEmpty', 'qrCode'];

/** The entries of "Options", beside those of all operations, that n8n keeps for an operation. */
function keptFor(resource: string, operation: string): string[] {
  const properties = toProperties({ label: 'Resource', tables: TABLES }, '', [toggle('own')]);
  const given = Object.fromEntries([...OWN, 'own', 'timeout'].map((name) => [name, name === 'own']));
  const parameters = { resource, operation, options: given };
  const description = { properties } as INodeTypeDescription;
  const kept = NodeHelpers.getNodeParameters(properties, parameters, true, false, NODE, description);
  const options = Object.keys(kept?.options ?? {});
  expect(options).toEqual(expect.arrayContaining(['own', 'timeout']));
  return options.filter((name) => OWN.includes(name));
}

test.each([
  ['users', 'create', ['Keep']],
  ['users', 'delete', []],
  ['roles', 'create', ['Keep']],
  ['roles', 'list', ['outputWhenEmpty']],
  ['files', 'create', ['Skip']],
  ['files', 'import', ['Keep']],
  ['codes', 'create', []],
  ['codes', 'make', ['qrCode']],
])('%s.%s has its own options, and none of those of others', (resource, operation, options) => {
  expect(keptFor(resource, operation)).toEqual(options);
});

test('the options of all operations are one property', () => {
  const properties = toProperties({ label: 'Resource', tables: TABLES }, '');
  expect(properties.filter(({ name }) => name === 'options')).toHaveLength(1);
});
