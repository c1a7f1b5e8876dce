/**
 * Loads a node that nothing has loaded before and runs one item with it, and says on standard output how many milliseconds
 * that took. Run by n8n's own Node, so it imports nothing but Node's modules.
 */
import { createRequire } from 'node:module';

import type { ColdRun } from './cold';

interface Node {
  execute: () => Promise<object[][]>;
}

const { file, name, parameters, credential } = JSON.parse(process.argv[2] ?? '{}') as ColdRun;

/** The least that the node needs of n8n. */
const context = {
  getInputData: () => [{ json: {} }],
  getNode: () => ({ name, type: name, typeVersion: 1, position: [0, 0], parameters }),
  getNodeParameter: (parameter: string, _item: number, fallback: unknown) =>
    parameters[parameter] ?? fallback,
  getCredentials: () => Promise.resolve(credential),
  getExecutionId: () => '1',
  getWorkflow: () => ({ id: '1' }),
  getTimezone: () => 'UTC',
  continueOnFail: () => false,
  getExecutionCancelSignal: () => undefined,
  helpers: {},
};

async function main(): Promise<void> {
  const load = createRequire(file);
  // What n8n itself has loaded long before it loads a node.
  load('n8n-core');
  const began = performance.now();
  const Class = (load(file) as Record<string, new () => Node>)[name];
  if (Class === undefined) throw new Error(`${file} has no ${name}`);
  const [items = []] = await new Class().execute.call(context);
  const took = performance.now() - began;
  if (items.length !== 1) throw new Error(`${items.length} items came out`);
  process.stdout.write(String(took), () => process.exit());
}

void main();
