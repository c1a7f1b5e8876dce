import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  type IWebhookFunctions,
  type IWebhookResponseData,
  NodeConnectionTypes,
} from 'n8n-workflow';

import { toProperties } from '../shared/form/properties';
import { subtitleOf } from '../shared/form/subtitle';
import { PAGE_WEBHOOKS, WAITING_TOOLTIP } from '../shared/page/webhook';
import { execute } from '../shared/run/execute';
import { waitsAtPage } from '../shared/run/wait';
import { testZitadel } from './call/credentialTest';
import * as listSearch from './editor/listSearch';
import * as resourceMapping from './editor/resourceMapping';
import { serveTotpPage, waitForTotp } from './page';
import { ZitadelProtocol } from './protocol';
import { tables } from './services';
import { AUTHENTICATION, ORGANIZATION_OPTION } from './services/options';

const JSON_HINT = 'The whole request as proto3 JSON, e.g. {"userId": "163840776835432705"}';

export class Zitadel implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Zitadel',
    name: 'zitadel',
    icon: { light: 'file:zitadel.svg', dark: 'file:zitadel.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: subtitleOf(tables),
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
    properties: [AUTHENTICATION, ...toProperties(tables, JSON_HINT, [ORGANIZATION_OPTION])],
  };

  methods = { credentialTest: { testZitadel }, listSearch, resourceMapping };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    if (waitsAtPage(this, tables.tables)) return await waitForTotp(this);
    return await execute(this, tables, new ZitadelProtocol());
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await serveTotpPage(this);
  }
}
