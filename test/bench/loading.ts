import { figure, type Figure } from './figure';
import type { Setting } from './setting';
import { PACKAGE } from './steps';

const MOST_DESCRIPTION_KB = 500;

/**
 * Files of the nodes, and of what they depend on, that n8n has loaded by now; to be called before any workflow runs. The
 * credential types are not counted: n8n loads those of every package.
 */
export async function loadedAtStart(setting: Setting): Promise<Figure> {
  const files = await nodeFiles(setting);
  const names = files.length === 0 ? undefined : files.join(', ');
  return figure('Files of the nodes that n8n loads at its start', files.length, 'files', 0, names);
}

/** Files loaded after workflows ran: that there are some shows that they would have been seen at the start. */
export async function loadedLater(setting: Setting): Promise<Figure> {
  return figure('The same after the workflows ran', (await nodeFiles(setting)).length, 'files');
}

async function nodeFiles({ probe }: Setting): Promise<string[]> {
  const { loaded } = await probe.seen();
  const names = loaded.map((file) => file.split(`/node_modules/${PACKAGE}/`)[1] ?? file);
  return names.filter((name) => !name.startsWith('dist/credentials/'));
}

/** Size of the descriptions as the editor gets them. */
export async function descriptions({ n8n }: Setting): Promise<Figure[]> {
  const text = (await n8n.download('/types/nodes.json')).toString();
  const all = JSON.parse(text) as { name: string }[];
  const own = all.filter(({ name }) => name.startsWith(`${PACKAGE}.`));
  const isTool = ({ name }: { name: string }): boolean => name.endsWith('Tool');
  const nodes = own.filter((description) => !isTool(description));
  const names = nodes.map(({ name }) => name.slice(PACKAGE.length + 1)).join(', ');
  return [
    figure('Description JSON of the nodes', kilobytes(nodes), 'KB', MOST_DESCRIPTION_KB, names),
    figure('The same with the Tool variants that n8n adds', kilobytes(own), 'KB'),
  ];
}

function kilobytes(descriptions: object[]): number {
  const bytes = descriptions.reduce((sum, one) => sum + Buffer.byteLength(JSON.stringify(one)), 0);
  return Math.round(bytes / 1000);
}
