import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { CatalogueIndex } from '../../Zitadel/catalogue/types';

let loading: Promise<Map<string, string>> | undefined;

/** The catalogue's name of each service, by its full proto name. Read from disk once. */
export function loadIndex(): Promise<Map<string, string>> {
  loading ??= read();
  return loading;
}

async function read(): Promise<Map<string, string>> {
  const file = join(__dirname, '..', '..', 'Zitadel', 'catalogue', 'generated', 'index.json');
  const index = JSON.parse(await readFile(file, 'utf8')) as CatalogueIndex;
  return new Map(Object.entries(index).map(([value, { service }]) => [service, value]));
}
