import { figure, type Figure } from './figure';
import type { Setting } from './setting';
import { median } from './statistics';
import { editFields } from './steps';
import { MEASURED, workflowOf } from './workflow';

const COUNTS = [200, 1000];
const ARRAYS = 200;

/** What Directus itself takes for the same records without n8n. */
async function directusAlone({ articles }: Setting, rounds: number): Promise<Figure[]> {
  const times = { creates: [] as number[], updates: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    const { creates, updates } = await articles.timesOfArrays(ARRAYS);
    if (round === 0) continue;
    times.creates.push(creates);
    times.updates.push(updates);
  }
  return Object.entries(times).map(([what, all]) =>
    figure(`Directus' own floor: ${ARRAYS} ${what} as two arrays, without n8n`, median(all), 'ms'),
  );
}

/** What n8n itself takes for a node that does next to nothing: Edit Fields with one expression. */
async function n8nAlone({ n8n, articles }: Setting, rounds: number): Promise<Figure[]> {
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

/** What no node can go below: the time of n8n's expressions, and that of Directus for what it is sent. */
export async function floor(setting: Setting, rounds: number): Promise<Figure[]> {
  return [...(await directusAlone(setting, rounds)), ...(await n8nAlone(setting, rounds))];
}
