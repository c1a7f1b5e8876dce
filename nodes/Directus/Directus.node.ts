import { createRequire } from 'node:module';

import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  type IWebhookFunctions,
  type IWebhookResponseData,
  NodeConnectionTypes,
} from 'n8n-workflow';

import { preparedForm } from '../shared/form/prepared';
import { PAGE_WEBHOOKS, WAITING_TOOLTIP } from '../shared/page/description';
import { execute } from '../shared/run/execute';
import { waitsAtPage } from '../shared/run/waits';
import { testDirectus } from './call/credentialTest';
import { listSearch } from './editor/listSearch';
import { loadOptions } from './editor/loadOptions';
import { resourceMapping } from './editor/resourceMapping';
import { DirectusProtocol } from './protocol';
import { tables } from './resources';

// What most runs do not need is loaded with its first use, as it is long beside the first request.
const load = createRequire(__filename);
const page = (): typeof import('./page') => load('./page') as typeof import('./page');
const form = preparedForm(__dirname, () => (load('./form') as typeof import('./form')).makeForm());

export class Directus implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Directus',
    name: 'directus',
    icon: { light: 'file:directus.svg', dark: 'file:directus.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: form.subtitle,
    description: 'Manage content, users and their second factor in Directus',
    defaults: { name: 'Directus' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'directusApi', required: true, testedBy: 'testDirectus' }],
    webhooks: PAGE_WEBHOOKS,
    waitingNodeTooltip: WAITING_TOOLTIP,
    properties: form.properties,
  };

  methods = { credentialTest: { testDirectus }, listSearch, loadOptions, resourceMapping };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    if (waitsAtPage(this, tables.tables)) return await page().waitForTfa(this);
    return await execute(this, tables, new DirectusProtocol());
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await page().serveTfaPage(this);
  }
}
