/**
 * Runs our node once over many items in n8n's engine, in a process of its own, and says on standard output what that took.
 * Started with `--expose-gc`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { keepBinaryIn } from '../support/binary';
import { type NodeRun, runNode } from '../support/engine';
import type { Measured, Measuring } from './measure';
import { cleanUp, SCENARIOS } from './scenarios';

/** What loads all code beforehand, which belongs to no run. */
const FEW = 200;
const SAMPLE_MILLISECONDS = 200;
/** From so many on it is looked less often, as each look takes longer. */
const MANY = 20_000;

const { scenario: name, count } = JSON.parse(process.argv[2] ?? '{}') as Measuring;

/** Bytes alive, in V8's heap and beside it. */
function alive(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-scale-'));
  await keepBinaryIn('filesystem', folder);
  const scenario = SCENARIOS[name];
  if (scenario === undefined) throw new Error(`Nothing is called "${name}"`);
  const told: string[] = [];
  const act = async (items: number): Promise<{ output: number; milliseconds: number; input: NodeRun }> => {
    const input: NodeRun = { ...(await scenario.run(items)), onMessage: (text) => told.push(text) };
    globalThis.gc?.();
    const began = performance.now();
    const result = await runNode(input);
    const milliseconds = performance.now() - began;
    if (result.error !== undefined) throw result.error;
    kept = result;
    return { output: scenario.count(result.items), milliseconds, input };
  };
  let kept: unknown;
  await act(FEW);
  kept = undefined;
  const before = alive();
  let most = 0;
  let looking = 0;
  const look = (): void => {
    const began = performance.now();
    most = Math.max(most, alive());
    looking += performance.now() - began;
  };
  const timer = setInterval(look, count > MANY ? SAMPLE_MILLISECONDS * 10 : SAMPLE_MILLISECONDS);
  const { output, milliseconds, input } = await act(count);
  clearInterval(timer);
  const held = alive() - before;
  const measured: Measured = {
    output,
    milliseconds: milliseconds - looking,
    held,
    peak: Math.max(most - before, held),
    told,
    // Or the input and the output would be garbage by then.
    isHeld: kept !== undefined && input.node !== undefined,
  };
  await cleanUp();
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(JSON.stringify(measured), () => process.exit());
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`, () => process.exit(1));
});
