import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';

import type { NodeTables } from '../shared/operation';
import { toProperties } from '../shared/properties';
import { execute } from '../shared/router';
import type { DirectusOperation } from './operation';
import { listSearch } from './methods/listSearch';
import { loadOptions } from './methods/loadOptions';
import { resourceMapping } from './methods/resourceMapping';
import { BATCH_SIZE_OPTION } from './options';
import { DirectusProtocol } from './protocol';
import { tables } from './resources';

const node: NodeTables<DirectusOperation> = { selector: 'resource', tables };
const JSON_HINT =
  'The whole request: parameters of the route by name (e.g. "id"), "query" and "data", as far as the operation has them';

export class Directus implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Directus',
    name: 'directus',
    icon: { light: 'file:directus.svg', dark: 'file:directus.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ $parameter["resource"] + ": " + $parameter["operation"] }}',
    description: 'Manage content, users and their second factor in Directus',
    defaults: { name: 'Directus' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'directusApi', required: true }],
    properties: toProperties(node, JSON_HINT, [BATCH_SIZE_OPTION]),
  };

  methods = { listSearch, loadOptions, resourceMapping };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await execute(this, node, new DirectusProtocol());
  }
}
