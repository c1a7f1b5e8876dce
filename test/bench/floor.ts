import { figure, type Figure } from './figure';
import type { Setting } from './setting';
import { median } from './statistics';
import { editFields } from './steps';
import { MEASURED, workflowOf } from './workflow';

const COUNTS = [200, 1000];

/** What n8n itself takes for a node that does next to nothing: Edit Fields with one expression. */
export async function floor({ n8n, articles }: Setting, rounds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const count of COUNTS) {
    const times: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const workflow = workflowOf('Edit Fields', editFields, articles.drafts(count));
      const execution = await n8n.run(workflow);
      if (execution.status !== 'success') throw new Error(`Edit Fields: ${execution.error?.message}`);
      if (round > 0) times.push(execution.timeOf(MEASURED));
    }
    figures.push(figure(`n8n's own floor: Edit Fields, one expression, ${count} items`, median(times), 'ms'));
  }
  return figures;
}
