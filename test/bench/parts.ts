import { coldStarts } from './cold';
import { floor } from './floor';
import { descriptions, loadedAtStart, loadedLater } from './loading';
import { longRuns } from './long-runs';
import { memoryOfList } from './memory';
import type { Part } from './part';
import { plainClient } from './plain-client';
import { triggerFigures } from './triggers';

const LIST_ROWS = 100_000;
const EVENTS = 200;

/** What is measured before the rows of the contest: nothing has been run in n8n by then. */
export const firstParts: readonly Part[] = [
  {
    name: 'Loading',
    take: async (setting) => [await loadedAtStart(setting), ...(await descriptions(setting))],
  },
  { name: 'Cold start', take: (setting, { rounds }) => coldStarts(setting, rounds) },
];

/** What is measured after them. */
export const lastParts: readonly Part[] = [
  { name: 'Loading, after the workflows ran', take: async (setting) => [await loadedLater(setting)] },
  {
    name: 'Memory of a list',
    take: (setting, { quick }) => memoryOfList(setting, quick ? LIST_ROWS / 10 : LIST_ROWS),
  },
  {
    name: 'Triggers',
    take: (setting, { quick }) => triggerFigures(setting, quick ? EVENTS / 10 : EVENTS),
  },
  { name: 'Floor', take: (setting, { rounds }) => floor(setting, rounds) },
  { name: 'Plain client', take: plainClient },
  { name: 'Long runs', take: longRuns, onlyByName: true },
];
