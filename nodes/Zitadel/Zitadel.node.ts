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
import { testZitadel } from './call/credentialTest';
import * as listSearch from './editor/listSearch';
import * as resourceMapping from './editor/resourceMapping';
import { ZitadelProtocol } from './protocol';
import { tables } from './services';

// What most runs do not need is loaded with its first use, as it is long beside the first request.
const load = createRequire(__filename);
const page = (): typeof import('./page') => load('./page') as typeof import('./page');
const form = preparedForm(__dirname, () => (load('./form') as typeof import('./form')).makeForm());

export class Zitadel implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Zitadel',
    name: 'zitadel',
    icon: { light: 'file:zitadel.svg', dark: 'file:zitadel.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: form.subtitle,
    description: 'Manage users, their sign-in and their second factor in Zitadel',
    defaults: { name: 'Zitadel' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      {
        name: 'zitadelApi',
        required: true,
        testedBy: 'testZitadel',
        displayOptions: { show: { authentication: ['zitadelApi'] } },
      },
      {
        name: 'zitadelOAuth2Api',
        required: true,
        displayOptions: { show: { authentication: ['zitadelOAuth2Api'] } },
      },
    ],
    webhooks: PAGE_WEBHOOKS,
    waitingNodeTooltip: WAITING_TOOLTIP,
    properties: form.properties,
  };

  methods = { credentialTest: { testZitadel }, listSearch, resourceMapping };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    if (waitsAtPage(this, tables.tables)) return await page().waitForTotp(this);
    return await execute(this, tables, new ZitadelProtocol());
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await page().serveTotpPage(this);
  }
}
