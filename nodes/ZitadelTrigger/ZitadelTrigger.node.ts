import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type IHookFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  type ITriggerFunctions,
  type ITriggerResponse,
  type IWebhookFunctions,
  type IWebhookResponseData,
} from 'n8n-workflow';

import { testZitadel } from '../Zitadel/call/credentialTest';
import * as listSearch from '../Zitadel/editor/listSearch';
import { startChecking } from './checking/check';
import { fetchNewest } from './checking/newest';
import * as loadOptions from './editor/loadOptions';
import { checkExists, create, remove } from './instant/hooks';
import { receive } from './instant/receive';
import { PROPERTIES } from './properties';

const IS_CHECKING = '$parameter["delivery"] === "checking"';
const IS_WAITING = '$parameter["delivery"] === "call" && $parameter["answer"] === "lastNode"';

export class ZitadelTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Zitadel Trigger',
    name: 'zitadelTrigger',
    icon: { light: 'file:zitadel.svg', dark: 'file:zitadel.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle:
      '={{ $parameter["delivery"] === "call" ? $parameter["moment"] : $parameter["events"].concat($parameter["moreEvents"]).join(", ") }}',
    description: 'Starts the workflow when something happens in Zitadel',
    eventTriggerDescription: 'Waiting for something to happen in Zitadel',
    activationMessage: 'From now on, what happens in Zitadel starts this workflow.',
    defaults: { name: 'Zitadel Trigger' },
    inputs: [],
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
    webhooks: [
      {
        name: 'default',
        // Without a method n8n registers no webhook: checking needs none.
        httpMethod: `={{ ${IS_CHECKING} ? "" : "POST" }}`,
        responseMode: `={{ ${IS_WAITING} ? "lastNode" : "onReceived" }}`,
        responseData: `={{ ${IS_WAITING} ? "firstEntryJson" : "" }}`,
        path: 'zitadel',
        ndvHideUrl: true,
      },
    ],
    triggerPanel: {
      header: 'Wait for something to happen in Zitadel',
      executionsHelp: {
        inactive:
          'With Checking Regularly, "Execute step" fetches the newest event there is. Otherwise it waits for the next one: do in Zitadel what the node is set to.',
        active:
          'The published workflow runs by itself; see its executions. "Execute step" fetches the newest event there is, or waits for the next one.',
      },
      activationHint: 'Publish the workflow to have it started by every event from then on.',
    },
    properties: PROPERTIES,
  };

  methods = { credentialTest: { testZitadel }, listSearch, loadOptions };

  webhookMethods = {
    default: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        return await checkExists(this);
      },
      async create(this: IHookFunctions): Promise<boolean> {
        return await create(this);
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        return await remove(this);
      },
    },
  };

  async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
    return this.getNodeParameter('delivery', 'checking') === 'checking' ? await startChecking(this) : {};
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await receive(this);
  }

  /** Passes events on; n8n has a test of checking done here as well, which fetches the newest event. */
  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const isTest =
      this.getMode() === 'manual' && this.getNodeParameter('delivery', 0, 'checking') === 'checking';
    return isTest ? await fetchNewest(this) : [this.getInputData()];
  }
}
