import type { INodeParameters } from 'n8n-workflow';

import type { N8nClient } from '../../sandbox/n8n-client';
import { ScriptedModel, type Turn } from '../support/scriptedModel';
import { testServers } from '../support/servers';
import { unique } from '../support/unique';
import { People } from '../support/zitadel';
import { openN8n, saveCredentials } from './workflows';

const people = new People();

/** A tool of the agent: its name, which of the nodes it is, and its parameters. */
type Tool = [name: string, node: 'zitadel' | 'directus', parameters: INodeParameters];

const fromAi = (key: string, type: string, more = ''): string =>
  `={{ $fromAI('${key}', '', '${type}'${more}) }}`;
const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });

const TOOLS: Tool[] = [
  ['Find people', 'zitadel', { operation: 'listUsers', limit: fromAi('Limit', 'number', ', 5') }],
  ['Set up TOTP', 'zitadel', { operation: 'registerTOTP', userId: byId(fromAi('User', 'string')) }],
  [
    'Note a role',
    'zitadel',
    {
      operation: 'setUserMetadata',
      userId: byId(fromAi('User', 'string')),
      metadataUi: { entry: [{ key: 'role', value: fromAi('Role', 'string') }] },
    },
  ],
  [
    'Find editors',
    'directus',
    { resource: 'users', operation: 'list', limit: fromAi('Limit', 'number', ', 5') },
  ],
];

describe('as tools of an agent', () => {
  let n8n: N8nClient;

  beforeAll(async () => {
    n8n = await openN8n();
  });

  async function run(script: Turn[]): Promise<ScriptedModel> {
    const model = new ScriptedModel(script);
    await model.start();
    try {
      const ids = await saveCredentials(n8n, 'grpc');
      const name = unique();
      const chat = await n8n.saveCredential(name, 'openAiApi', { apiKey: 'x', url: model.url });
      const at = (x: number, y: number): [number, number] => [x, y];
      const credentials = {
        zitadel: { id: ids.Zitadel ?? '', name: 'Zitadel' },
        directus: { id: ids.Directus ?? '', name: 'Directus' },
      };
      const tools = TOOLS.map(([title, node, parameters], index) => ({
        id: `tool-${index}`,
        name: title,
        type: `n8n-nodes-zitadel-directus.${node}Tool`,
        typeVersion: 1,
        position: at(400 + index * 150, 300),
        parameters,
        credentials: { [`${node}Api`]: credentials[node] },
      }));
      const execution = await n8n.run({
        name,
        nodes: [
          {
            id: 'start',
            name: 'Start',
            type: 'n8n-nodes-base.manualTrigger',
            typeVersion: 1,
            position: at(0, 0),
            parameters: {},
          },
          {
            id: 'model',
            name: 'Model',
            type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
            typeVersion: 1.3,
            position: at(200, 300),
            parameters: { model: byId('scripted'), responsesApiEnabled: false },
            credentials: { openAiApi: { id: chat, name } },
          },
          {
            id: 'agent',
            name: 'Agent',
            type: '@n8n/n8n-nodes-langchain.agent',
            typeVersion: 3.1,
            position: at(200, 0),
            parameters: { promptType: 'define', text: 'Do it' },
          },
          ...tools,
        ],
        connections: {
          Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
          Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
          ...Object.fromEntries(
            TOOLS.map(([title]) => [title, { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] }]),
          ),
        },
      });
      expect(execution.error?.message).toBeUndefined();
      return model;
    } finally {
      model.stop();
    }
  }

  test('each operation says what it does, and five calls, one of them failing, are answered', async () => {
    const userId = await people.make();
    const model = await run([
      { tool: 'Find_people', args: { Limit: '2' } },
      { tool: 'Set_up_TOTP', args: { User: userId } },
      { tool: 'Set_up_TOTP', args: { User: 'nobody' } },
      { tool: 'Note_a_role', args: { User: userId, Role: 'editor' } },
      { tool: 'Find_editors', args: {} },
      { text: 'Done' },
    ]);
    const described = Object.fromEntries(model.tools.map(({ name, description }) => [name, description]));
    expect(described).toMatchObject({
      Find_people: 'Get many users in Zitadel',
      Set_up_TOTP: expect.stringMatching(/TOTP.* in Zitadel/i) as string,
      Find_editors: 'Get many users in Directus',
    });
    const [found = '', registered = '', failed = '', noted = '', editors = ''] = model.answers;
    expect((JSON.parse(found) as unknown[]).length).toBeLessThanOrEqual(2);
    expect(registered).toContain('otpauth://');
    // The model sees the message alone: it says what to do.
    expect(failed).toMatch(/COMMAND-|NOT_FOUND|FAILED_PRECONDITION/);
    expect(failed).toMatch(/Check|user ID|Get Many/i);
    expect(noted).not.toContain('error');
    expect(editors).toContain(testServers().directus.adminEmail);
  });
});
