import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  type ITriggerFunctions,
  type ITriggerResponse,
  type IWebhookFunctions,
  type IWebhookResponseData,
} from 'n8n-workflow';

import { testDirectus } from '../Directus/call/credentialTest';
import { loadOptions } from './editor/loadOptions';
import { flowMethods } from './instant/registration';
import { receive, REACH_WEBHOOK } from './instant/webhook';
import { PROPERTIES } from './properties';
import { passOn, startTrigger } from './trigger';

/** The methods of a webhook; there is none while the activity is checked. */
const onlyByFlow = (method: string): string =>
  `={{ $parameter["delivery"] === "checking" ? "" : "${method}" }}`;

export class DirectusTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Directus Trigger',
    name: 'directusTrigger',
    icon: { light: 'file:directus.svg', dark: 'file:directus.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ ($parameter["events"] ?? []).join(", ") }}',
    description: 'Starts the workflow when something happens in Directus',
    eventTriggerDescription: 'Make the event happen in Directus',
    activationMessage: 'Whatever you chose in Directus will start this workflow from now on.',
    triggerPanel: {
      header: 'Pull in events from Directus',
      executionsHelp: {
        inactive:
          "While building your workflow, click 'Execute step' and make the event happen in Directus. <b>Checking Regularly</b> shows the newest event that there is. With the other two, a flow is made in Directus for the test and removed after it; while Directus loads its flows anew, events of others can be missed for a moment.<br><br>Once you're happy with your workflow, publish it. Then it starts whenever the event happens.",
        active:
          "While building your workflow, click 'Execute step' and make the event happen in Directus.<br><br>The published workflow starts whenever the event happens; see the executions list.",
      },
      activationHint: "Once you've finished building your workflow, publish it to have it start by itself.",
    },
    defaults: { name: 'Directus Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'directusApi', required: true, testedBy: 'testDirectus' }],
    webhooks: [
      {
        name: REACH_WEBHOOK,
        httpMethod: onlyByFlow('GET'),
        responseMode: 'onReceived',
        responseData: '',
        path: 'directus',
        ndvHideUrl: true,
      },
      {
        name: 'default',
        httpMethod: onlyByFlow('POST'),
        responseMode: '={{ $parameter["delivery"] === "before" ? "lastNode" : "onReceived" }}',
        responseData: '={{ $parameter["delivery"] === "before" ? "firstEntryJson" : "" }}',
        path: 'directus',
        ndvHideUrl: true,
      },
    ],
    hints: [
      {
        message:
          'Directus holds the change, and while an item is created also a connection to its database, until the workflow has ended. Keep the workflow short, and do not let it call this Directus: on SQLite both would wait for each other. The last node answers <code>{ "payload": { … } }</code> to change what is written, or <code>{ "refuse": true, "message": "…", "code": "…", "status": 422 }</code> to refuse it. After any other answer the change is made as it was sent.',
        type: 'warning',
        location: 'ndv',
        whenToDisplay: 'always',
        displayCondition: '={{ $parameter["delivery"] === "before" }}',
      },
    ],
    properties: PROPERTIES,
  };

  methods = { credentialTest: { testDirectus }, loadOptions };

  webhookMethods = { default: flowMethods };

  async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
    return await startTrigger(this);
  }

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await passOn(this);
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await receive(this);
  }
}
