import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { contentOf, keepBinaryIn, toBinary } from '../../../support/binary';
import { arrange, ask, callOperation } from '../../../support/directusOperations';
import { contentAt, inlineFile, pictureOf, sendFile } from '../../../support/files';
import { errorOf, failureOf, rowOf } from '../../../support/results';
import { unique } from '../../../support/unique';

const UNKNOWN = '8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f';
const note = inlineFile(Buffer.from('text'), 'note.txt', 'text/plain');
const made: unknown[] = [];

afterAll(async () => {
  if (made.length > 0) await ask('DELETE', '/files', made);
});

async function upload(): Promise<string> {
  const { id } = rowOf(await sendFile('files', 'create', note));
  made.push(id);
  return String(id);
}

test('a missing binary field is named, with those that the item has', async () => {
  const binary = [{ picture: note, other: note }];
  const error = errorOf(await callOperation({ resource: 'files', operation: 'create', json: {}, binary }));
  expect(error.message).toMatch(/"data".*binaryPropertyName.*"picture".*"other"/);
  const none = errorOf(await callOperation({ resource: 'files', operation: 'create', json: {} }));
  expect(none.message).toContain('no binary fields');
});

test.each([
  ['files', 'get', { id: UNKNOWN }],
  ['files', 'delete', { id: UNKNOWN }],
  ['files', 'update', { id: UNKNOWN, data: { title: 'x' } }],
  ['assets', 'get', { id: UNKNOWN }],
  ['assets', 'zipFiles', { ids: [UNKNOWN] }],
  ['assets', 'zipFolder', { id: UNKNOWN }],
])('an unknown ID is an error of %s: %s', async (resource, operation, json) => {
  expect(errorOf(await callOperation({ resource, operation, json })).message).toMatch(/FORBIDDEN|No record/i);
});

test('new content for an unknown file makes no file', async () => {
  const settings = { binaryPropertyName: 'data' };
  const title = unique();
  errorOf(await sendFile('files', 'update', note, { id: UNKNOWN, data: { title } }, { settings }));
  expect((await ask('GET', `/files/${UNKNOWN}`)).status).toBe(403);
  const filter = JSON.stringify({ title: { _eq: title } });
  expect(await arrange('GET', `/files?filter=${filter}`)).toEqual([]);
});

test('a transformation of a file that is no image is refused', async () => {
  const json = { id: await upload(), width: 10 };
  const error = errorOf(await callOperation({ resource: 'assets', operation: 'get', json }));
  expect(error.message).toContain('text/plain');
});

test('a transformation without effect is refused', async () => {
  const json = { id: UNKNOWN, fit: 'cover' };
  const error = errorOf(await callOperation({ resource: 'assets', operation: 'get', json }));
  expect(error.message).toContain('fit has an effect only with width or height');
});

test('chunked uploads that a server does not take say how to turn them on', async () => {
  const result = await sendFile('files', 'uploadChunked', note, {}, { server: 'directus10' });
  expect(errorOf(result).description).toContain('TUS_ENABLED');
});

test('one item without a file leaves the others alone', async () => {
  const result = await callOperation({
    resource: 'files',
    operation: 'create',
    json: {},
    items: [{}, {}, {}],
    binary: [{ data: note }, {}, { data: note }],
    continueOnFail: true,
  });
  const [first, second, third] = result.items.map(({ json }) => json);
  made.push(first?.id, third?.id);
  expect(failureOf(second)?.code).toBe('INVALID_INPUT');
  for (const file of [first, third]) expect(String(await contentAt(file?.id))).toBe('text');
});

test('an import into a collection that does not exist is an error', async () => {
  const csv = inlineFile(Buffer.from('title\nx\n'), 'rows.csv', 'text/csv');
  const unknown = await sendFile('utils', 'importFileData', csv, { collection: 'no_such_collection' });
  expect(errorOf(unknown).message).toContain('FORBIDDEN');
  const json = { collection: 'directus_users' };
  const error = errorOf(await sendFile('utils', 'importFileData', note, json));
  expect(error.message).toContain('text/csv');
});

test('files that n8n keeps on disk are sent and received as well', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-binary-'));
  await keepBinaryIn('filesystem', folder);
  try {
    const picture = pictureOf(30, 30);
    const file = await toBinary(picture, 'disk.png', 'image/png');
    expect(file.id).toContain('filesystem');
    const { id } = rowOf(await sendFile('files', 'create', file));
    made.push(id);
    expect(await arrange('GET', `/files/${String(id)}`)).toMatchObject({
      filename_download: 'disk.png',
      width: 30,
    });
    const result = await callOperation({ resource: 'assets', operation: 'get', json: { id: String(id) } });
    const received = result.items[0]?.binary?.data;
    expect(received).toMatchObject({ fileName: 'disk.png', mimeType: 'image/png' });
    expect(picture.equals(await contentOf(received))).toBe(true);
  } finally {
    await keepBinaryIn('memory');
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a raw request sends a file with its fields, and puts out a reply as a file', async () => {
  const title = unique();
  const sent = rowOf(
    await callOperation({
      resource: 'request',
      operation: 'send',
      json: { method: 'POST', path: '/files', data: { title, tags: ['a'] } },
      settings: { binaryPropertyName: 'note' },
      binary: [{ note }],
    }),
  );
  made.push(sent.id);
  expect(sent).toMatchObject({ title, tags: ['a'], filename_download: 'note.txt' });
  const { items } = await callOperation({
    resource: 'request',
    operation: 'send',
    json: { method: 'GET', path: `/assets/${String(sent.id)}` },
    settings: { options: { outputField: 'reply' } },
  });
  expect(String(await contentOf(items[0]?.binary?.reply))).toBe('text');
});

test.each([
  ['1-2', 'ex'],
  ['2-', 'xt'],
  ['-1', 't'],
])('the bytes %s of an asset are downloaded alone', async (range, expected) => {
  const json = { id: await upload(), range };
  const { items } = await callOperation({ resource: 'assets', operation: 'get', json });
  expect(String(await contentOf(items[0]?.binary?.data))).toBe(expected);
});

test.each(['a-b', '-', '5-2', 'bytes'])('the byte range %s is refused', async (range) => {
  const json = { id: await upload(), range };
  expect(errorOf(await callOperation({ resource: 'assets', operation: 'get', json })).message).toMatch(
    /Byte Range/,
  );
});

test('a range behind the end of a file is an error', async () => {
  const json = { id: await upload(), range: '100-200' };
  expect(errorOf(await callOperation({ resource: 'assets', operation: 'get', json })).message).toMatch(
    /range/i,
  );
});
