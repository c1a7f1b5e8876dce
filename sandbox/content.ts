import { COLLECTIONS, RELATIONS, sampleRows } from './content-model';
import { askDirectus, type DirectusAddress } from './directus-client';

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="640" height="360" fill="#0b3954"/><circle cx="480" cy="140" r="70" fill="#ffd166"/><path d="M0 300 160 170l120 90 110-70 250 140v30H0z" fill="#087e8b"/></svg>';

/**
 * Gives a Directus some content to try things with: articles with authors, categories, tags, translations and a picture,
 * and a singleton. Collections that are there already stay as they are.
 * @throws when Directus refuses
 */
export async function fillWithContent(server: DirectusAddress): Promise<void> {
  const there = await askDirectus<{ collection: string }[]>(server, 'GET', '/collections');
  const isNew = (name: string): boolean => !there.some(({ collection }) => collection === name);
  const missing = COLLECTIONS.filter(({ collection }) => isNew(collection));
  if (missing.length === 0) return;
  await askDirectus(server, 'POST', '/collections', missing);
  // One after the other: each changes the tables.
  for (const relation of RELATIONS.filter(({ collection }) => isNew(collection)))
    await askDirectus(server, 'POST', '/relations', relation);
  const cover = await upload(server);
  for (const [collection, rows] of sampleRows(cover)) {
    const method = Array.isArray(rows) ? 'POST' : 'PATCH';
    if (isNew(collection)) await askDirectus(server, method, `/items/${collection}`, rows);
  }
}

async function upload(server: DirectusAddress): Promise<string> {
  const form = new FormData();
  form.append('title', 'Sample picture');
  form.append('file', new Blob([PICTURE], { type: 'image/svg+xml' }), 'sample-picture.svg');
  return (await askDirectus<{ id: string }>(server, 'POST', '/files', form)).id;
}
