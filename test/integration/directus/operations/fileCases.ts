import { randomBytes } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

import type { IDataObject } from 'n8n-workflow';

import { contentOf } from '../../../support/binary';
import { arrange, ask, callOperation, rowOfCall, rowsOfCall } from '../../../support/directusOperations';
import type { NodeResult } from '../../../support/engine';
import { contentAt, inlineFile, pictureOf, sendFile, sizeOf } from '../../../support/files';
import { rowOf, rowsOf } from '../../../support/results';
import { testServers } from '../../../support/servers';
import { unique } from '../../../support/unique';
import type { Case } from './case';

const MEGABYTE = 1024 * 1024;

async function upload(
  content: Buffer,
  name: string,
  type: string,
  data: IDataObject = {},
): Promise<IDataObject> {
  return rowOf(await sendFile('files', 'create', inlineFile(content, name, type), { data }));
}

const note = async (data: IDataObject = {}): Promise<IDataObject> =>
  await upload(Buffer.from(unique()), 'note.txt', 'text/plain', data);

const fileAt = async (id: unknown): Promise<IDataObject> => {
  const file = await arrange('GET', `/files/${String(id)}`);
  // PostgreSQL has sizes as text.
  return { ...file, ...(file.filesize !== null && { filesize: Number(file.filesize) }) };
};

async function remove(...files: IDataObject[]): Promise<void> {
  const ids = files.map(({ id }) => id);
  await ask('DELETE', '/files', ids);
}

async function exists({ id }: IDataObject): Promise<boolean> {
  return (await ask('GET', `/files/${String(id)}`)).status === 200;
}

function receivedIn(result: NodeResult): NonNullable<NodeResult['items'][number]['binary']>[string] {
  const file = result.items[0]?.binary?.data;
  if (file === undefined) throw result.error ?? new Error('no file came out');
  return file;
}

/** The texts in a ZIP archive by the names of their files, from its central directory. */
function textsInZip(zip: Buffer): Record<string, string> {
  const texts: Record<string, string> = {};
  for (let at = zip.indexOf('PK\x01\x02'); at !== -1; at = zip.indexOf('PK\x01\x02', at + 4)) {
    const isDeflated = zip.readUInt16LE(at + 10) === 8;
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    texts[name] = String(isDeflated ? inflateRawSync(content) : content);
  }
  return texts;
}

const FILES: Record<string, Case['run']> = {
  create: async () => {
    const content = randomBytes(5000);
    const file = await upload(content, 'Ünder öath.bin', 'application/x-thing', {
      title: 'A title',
      tags: ['a', 'b'],
    });
    expect(await fileAt(file.id)).toMatchObject({
      title: 'A title',
      tags: ['a', 'b'],
      type: 'application/x-thing',
      filename_download: 'Ünder öath.bin',
      filesize: 5000,
    });
    expect(content.equals(await contentAt(file.id))).toBe(true);
    const data = { storage: 'local', filename_download: 'none.txt', type: 'text/plain' };
    const settings = { binaryPropertyName: '' };
    const entry = await rowOfCall('files', 'create', { data }, { settings });
    expect(await fileAt(entry.id)).toMatchObject(data);
    const form = rowOf(
      await callOperation({
        resource: 'files',
        operation: 'create',
        fields: { binaryPropertyName: 'other', additionalFields: { title: 'By form' } },
        binary: [{ other: inlineFile(content, 'a.bin', 'application/octet-stream') }],
      }),
    );
    expect(await fileAt(form.id)).toMatchObject({ title: 'By form', filename_download: 'a.bin' });
    await remove(file, entry, form);
  },
  createMultiple: async () => {
    const [one, two] = [Buffer.from('one'), Buffer.from('two')];
    const rows = rowsOf(
      await callOperation({
        resource: 'files',
        operation: 'createMultiple',
        json: { data: [{ title: 'One' }, { title: 'Two' }] },
        settings: { binaryPropertyName: 'a, b' },
        binary: [{ a: inlineFile(one, '1.txt', 'text/plain'), b: inlineFile(two, '2.txt', 'text/plain') }],
      }),
    );
    expect(rows.map(({ title }) => title)).toEqual(['One', 'Two']);
    expect(await Promise.all(rows.map(async ({ id }) => String(await contentAt(id))))).toEqual([
      'one',
      'two',
    ]);
    await remove(...rows);
  },
  get: async () => {
    const file = await note();
    const got = await rowOfCall('files', 'get', { id: file.id });
    expect({ ...got, filesize: Number(got.filesize) }).toEqual(await fileAt(file.id));
    await remove(file);
  },
  list: async () => {
    const files = [await note(), await note()];
    const query = { filter: { id: { _in: files.map(({ id }) => id) } } };
    expect(await rowsOfCall('files', 'list', { query })).toHaveLength(2);
    await remove(...files);
  },
  exportToFile: async () => {
    const files = [await note(), await note()];
    const ids = files.map(({ id }) => id);
    const json = { query: { filter: { id: { _in: ids } } }, format: 'json' };
    const { items } = await callOperation({ resource: 'files', operation: 'exportToFile', json });
    const rows = JSON.parse(String(await contentOf(items[0]?.binary?.data))) as IDataObject[];
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    await remove(...files);
  },
  update: async () => {
    const file = await note({ title: 'before' });
    const before = await contentAt(file.id);
    await rowOfCall('files', 'update', { id: file.id, data: { title: 'after' } });
    expect(await fileAt(file.id)).toMatchObject({ title: 'after', filename_download: 'note.txt' });
    expect(before.equals(await contentAt(file.id))).toBe(true);
    const picture = pictureOf(8, 4);
    const replaced = await sendFile(
      'files',
      'update',
      inlineFile(picture, 'new.png', 'image/png'),
      { id: file.id, data: { title: 'both' } },
      { settings: { binaryPropertyName: 'data' } },
    );
    expect(rowOf(replaced)).toMatchObject({ id: file.id, title: 'both', type: 'image/png', width: 8 });
    expect(picture.equals(await contentAt(file.id))).toBe(true);
    await remove(file);
  },
  updateMultiple: async () => {
    const files = [await note(), await note()];
    const ids = files.map(({ id }) => id);
    await rowsOfCall('files', 'updateMultiple', { ids, data: { title: 'same' } });
    for (const id of ids) expect(await fileAt(id)).toMatchObject({ title: 'same' });
    await remove(...files);
  },
  updateByQuery: async () => {
    const title = unique();
    const file = await note({ title });
    const query = { filter: { title: { _eq: title } } };
    await rowsOfCall('files', 'updateByQuery', { query, data: { description: 'found' } });
    expect(await fileAt(file.id)).toMatchObject({ description: 'found' });
    await remove(file);
  },
  delete: async () => {
    const [file, kept] = [await note(), await note()];
    expect(await rowOfCall('files', 'delete', { id: file.id })).toEqual({ deleted: true });
    expect([await exists(file), await exists(kept)]).toEqual([false, true]);
    await remove(kept);
  },
  deleteMultiple: async () => {
    const files = [await note(), await note()];
    await rowOfCall('files', 'deleteMultiple', { ids: files.map(({ id }) => id) });
    expect(await Promise.all(files.map(exists))).toEqual([false, false]);
  },
  deleteByQuery: async () => {
    const title = unique();
    const [file, kept] = [await note({ title }), await note()];
    await rowOfCall('files', 'deleteByQuery', { query: { filter: { title: { _eq: title } } } });
    expect([await exists(file), await exists(kept)]).toEqual([false, true]);
    await remove(kept);
  },
  import: async () => {
    const { url } = testServers().directus12;
    const data = { url: `${url}/server/ping`, data: { title: 'Fetched' } };
    const file = await rowOfCall('files', 'import', { data });
    expect(await fileAt(file.id)).toMatchObject({ title: 'Fetched' });
    expect(String(await contentAt(file.id))).toBe('pong');
    const bare = await rowOfCall('files', 'import', { data: { url: `${url}/server/ping` } });
    expect(String(await contentAt(bare.id))).toBe('pong');
    await remove(file, bare);
  },
  uploadChunked: async () => {
    const content = randomBytes(2.5 * MEGABYTE);
    const big = inlineFile(content, 'big.bin', 'application/octet-stream');
    const settings = { options: { chunkSize: 1 } };
    const file = rowOf(
      await sendFile(
        'files',
        'uploadChunked',
        big,
        { data: { title: 'Big', tags: ['a', 'b'] } },
        { settings },
      ),
    );
    expect(await fileAt(file.id)).toMatchObject({
      title: 'Big',
      tags: ['a', 'b'],
      filename_download: 'big.bin',
      filesize: content.length,
    });
    expect(content.equals(await contentAt(file.id))).toBe(true);
    const small = inlineFile(Buffer.from('small'), 'small.txt', 'text/plain');
    const replaced = rowOf(await sendFile('files', 'uploadChunked', small, { id: file.id }, { settings }));
    expect(replaced.id).toBe(file.id);
    expect(String(await contentAt(file.id))).toBe('small');
    await remove(file);
  },
};

const ASSETS: Record<string, Case['run']> = {
  get: async () => {
    const picture = pictureOf(40, 20);
    const file = await upload(picture, 'photo.png', 'image/png');
    const whole = await callOperation({ resource: 'assets', operation: 'get', json: { id: file.id } });
    expect(rowOf(whole)).toMatchObject({ id: file.id, filename_download: 'photo.png' });
    expect(receivedIn(whole)).toMatchObject({ fileName: 'photo.png', mimeType: 'image/png' });
    expect(picture.equals(await contentOf(receivedIn(whole)))).toBe(true);
    const transform = { width: 10, height: 10, fit: 'cover', format: 'png', transforms: [['flip']] };
    const json = { id: file.id, ...transform };
    const small = await callOperation({ resource: 'assets', operation: 'get', json });
    expect(sizeOf(await contentOf(receivedIn(small)))).toEqual({ width: 10, height: 10 });
    const fields = { id: file.id as string, additionalFields: { format: 'webp', width: 5 } };
    const webp = receivedIn(await callOperation({ resource: 'assets', operation: 'get', fields }));
    expect(webp).toMatchObject({ fileName: 'photo.webp', mimeType: 'image/webp' });
    expect((await contentOf(webp)).toString('latin1', 8, 12)).toBe('WEBP');
    await remove(file);
  },
  zipFiles: async () => {
    const files = [
      await upload(Buffer.from('a'), 'a.txt', 'text/plain'),
      await upload(Buffer.from('b'), 'b.txt', 'text/plain'),
    ];
    const ids = files.map(({ id }) => id);
    const zip = receivedIn(await callOperation({ resource: 'assets', operation: 'zipFiles', json: { ids } }));
    expect(zip.mimeType).toBe('application/zip');
    expect(textsInZip(await contentOf(zip))).toEqual({ 'a.txt': 'a', 'b.txt': 'b' });
    await remove(...files);
  },
  zipFolder: async () => {
    const { id: folder } = await arrange('POST', '/folders', { name: unique() });
    const file = await upload(Buffer.from('inside'), 'inside.txt', 'text/plain', { folder });
    const json = { id: folder };
    const zip = receivedIn(await callOperation({ resource: 'assets', operation: 'zipFolder', json }));
    const texts = Object.entries(textsInZip(await contentOf(zip)));
    expect(texts).toContainEqual([expect.stringMatching(/\/inside\.txt$/), 'inside']);
    await remove(file);
    await ask('DELETE', `/folders/${String(folder)}`);
  },
};

const IMPORTS: Record<string, Case['run']> = {
  importFileData: async ({ articles: collection }) => {
    const [title, other] = [unique(), unique()];
    const csv = inlineFile(Buffer.from(`title,sort\n${title},7\n`), 'rows.csv', 'text/csv');
    expect(rowOf(await sendFile('utils', 'importFileData', csv, { collection }))).toEqual({ imported: true });
    const json = inlineFile(Buffer.from(JSON.stringify([{ title: other }])), 'rows.json', 'application/json');
    await sendFile('utils', 'importFileData', json, { collection });
    const filter = JSON.stringify({ title: { _in: [title, other] } });
    const rows = await arrange<IDataObject[]>('GET', `/items/${collection}?filter=${filter}&sort=-sort`);
    expect(rows.map((row) => row.title).sort()).toEqual([title, other].sort());
    expect(rows.find((row) => row.title === title)).toMatchObject({ sort: 7 });
  },
};

function casesOf(resource: string, runs: Record<string, Case['run']>): Case[] {
  return Object.entries(runs).map(([operation, run]) => ({ resource, operation, run }));
}

/** Cases of what sends or receives a file. */
export const FILE_CASES: Case[] = [
  ...casesOf('files', FILES),
  ...casesOf('assets', ASSETS),
  ...casesOf('utils', IMPORTS),
];
