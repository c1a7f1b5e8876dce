/** Runs a node in n8n's engine in a process of its own, as one of several of n8n, and puts its output to standard output. */
import { runNode, type NodeRun } from './engine';

async function main(): Promise<void> {
  const { items, error } = await runNode(JSON.parse(process.argv[2] ?? '{}') as NodeRun);
  const rows = items.map(({ json }) => json);
  process.stdout.write(JSON.stringify({ rows, error: error?.message }), () => process.exit());
}

void main();
