import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** What the model does in a turn: it calls a tool, or answers and is done. */
export type Turn = { tool: string; args: object } | { text: string };

/** What the model was told of a tool. */
export interface ToolSeen {
  name: string;
  description: string;
  parameters: { properties?: Record<string, unknown> };
}

/** What a model is sent. */
interface ModelRequest {
  tools?: Array<{ function: ToolSeen }>;
  messages: Array<{ role: string; content: unknown }>;
  stream?: boolean;
}

/** A language model that does what a test wrote down, behind the usual chat API. */
export class ScriptedModel {
  tools: ToolSeen[] = [];
  /** What the tools answered, in order. */
  answers: string[] = [];
  url = '';
  private server: Server | undefined;
  private turn = 0;

  constructor(private readonly script: Turn[]) {}

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += String(chunk)));
      request.on('end', () => {
        const { status, type, body } = this.answer(request.url ?? '', text);
        response.writeHead(status, { 'content-type': type }).end(body);
      });
    });
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  stop(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  private answer(path: string, text: string): { status: number; type: string; body: string } {
    const type = 'application/json';
    if (!path.endsWith('/chat/completions')) {
      return { status: 200, type, body: JSON.stringify({ data: [{ id: 'scripted', object: 'model' }] }) };
    }
    const { tools = [], messages, stream } = JSON.parse(text) as ModelRequest;
    this.tools = tools.map(({ function: tool }) => tool);
    this.answers = messages
      .filter(({ role }) => role === 'tool')
      .map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)));
    const turn = this.script[this.turn++] ?? { text: 'Done' };
    const message =
      'text' in turn
        ? { role: 'assistant', content: turn.text }
        : { role: 'assistant', content: null, tool_calls: [this.call(turn)] };
    const finish = 'text' in turn ? 'stop' : 'tool_calls';
    const base = { id: `chat-${this.turn}`, created: 0, model: 'scripted' };
    if (stream !== true) {
      const choices = [{ index: 0, message, finish_reason: finish }];
      const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
      return {
        status: 200,
        type,
        body: JSON.stringify({ ...base, object: 'chat.completion', choices, usage }),
      };
    }
    const chunk = (delta: object, reason: string | null): string =>
      `data: ${JSON.stringify({
        ...base,
        object: 'chat.completion.chunk',
        choices: [{ index: 0, delta, finish_reason: reason }],
      })}\n\n`;
    return {
      status: 200,
      type: 'text/event-stream',
      body: `${chunk(message, null)}${chunk({}, finish)}data: [DONE]\n\n`,
    };
  }

  private call({ tool, args }: { tool: string; args: object }): object {
    const call = { name: tool, arguments: JSON.stringify(args) };
    return { index: 0, id: `call_${this.turn}`, type: 'function', function: call };
  }
}
