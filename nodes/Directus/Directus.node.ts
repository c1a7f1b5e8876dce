import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  type IWebhookFunctions,
  type IWebhookResponseData,
  NodeConnectionTypes,
} from 'n8n-workflow';

import type { NodeTables } from '../shared/form/operation';
import { toProperties } from '../shared/form/properties';
import { subtitleOf } from '../shared/form/subtitle';
import { PAGE_WEBHOOKS, WAITING_TOOLTIP } from '../shared/page/webhook';
import { execute } from '../shared/run/execute';
import { waitsAtPage } from '../shared/run/wait';
import { testDirectus } from './call/credentialTest';
import { listSearch } from './editor/listSearch';
import { loadOptions } from './editor/loadOptions';
import { resourceMapping } from './editor/resourceMapping';
import type { DirectusOperation } from './operation';
import { serveTfaPage, waitForTfa } from './page';
import { DirectusProtocol } from './protocol';
import { tables } from './resources';
import { BATCH_SIZE_OPTION } from './resources/options';

const node: NodeTables<DirectusOperation> = { label: 'Resource', tables };
const JSON_HINT =
  'The whole request: parameters of the route by name (e.g. "id"), "query" and "data", as far as the operation has them';

export class Directus implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Directus',
    name: 'directus',
    icon: { light: 'file:directus.svg', dark: 'file:directus.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: subtitleOf(node),
    description: 'Manage content, users and their second factor in Directus',
    defaults: { name: 'Directus' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'directusApi', required: true, testedBy: 'testDirectus' }],
    webhooks: PAGE_WEBHOOKS,
    waitingNodeTooltip: WAITING_TOOLTIP,
    properties: toProperties(node, JSON_HINT, [BATCH_SIZE_OPTION]),
  };

  methods = { credentialTest: { testDirectus }, listSearch, loadOptions, resourceMapping };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    if (waitsAtPage(this, tables)) return await waitForTfa(this);
    return await execute(this, node, new DirectusProtocol());
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await serveTfaPage(this);
  }
}
