/**
 * Uploads a large file to Directus and downloads it again, through our node in n8n's engine, in a process of its own, and
 * says on standard output what memory that took.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { keepBinaryIn, toBinary } from './binary';
import { runNode, type NodeResult } from './engine';
import type { LargeFile } from './large-file';

const MEGABYTE = 1024 * 1024;
const SAMPLE_MILLISECONDS = 10;

const task = JSON.parse(process.argv[2] ?? '{}') as LargeFile;

async function main(): Promise<void> {
  await keepBinaryIn('filesystem', task.folder);
  // What is loaded once belongs to no file.
  await thereAndBack(1);
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), SAMPLE_MILLISECONDS);
  const same = await thereAndBack(task.megabytes);
  clearInterval(timer);
  process.stdout.write(JSON.stringify({ growth: most - before, same }), () => process.exit());
}

/** Uploads and downloads a file. Gives whether it came back as it was. */
async function thereAndBack(megabytes: number): Promise<boolean> {
  const file = await toBinary(Readable.from(content(megabytes)), 'large.bin', 'application/octet-stream');
  const uploaded = await run('files', task.operation, { data: { title: 'Large' } }, file);
  const id = uploaded.items[0]?.json.id;
  if (typeof id !== 'string') throw uploaded.error ?? new Error('nothing was uploaded');
  const downloaded = await run('assets', 'get', { id });
  const received = downloaded.items[0]?.binary?.data;
  if (received === undefined) throw downloaded.error ?? new Error('nothing came back');
  await run('files', 'delete', { id });
  return (await hashOf(received)) === (await hashOf(file));
}

async function run(
  resource: string,
  operation: string,
  json: IDataObject,
  file?: IBinaryData,
): Promise<NodeResult> {
  return await runNode({
    node: 'directus',
    parameters: { resource, operation, specifyBody: 'json', jsonBody: JSON.stringify(json) },
    credential: { url: task.url, token: task.token },
    ...(file && { binary: [{ data: file }] }),
  });
}

/** Megabytes of which no two are alike. */
function* content(megabytes: number): Generator<Buffer> {
  for (let number = 0; number < megabytes; number++) {
    yield Buffer.alloc(MEGABYTE, createHash('sha512').update(String(number)).digest());
  }
}

async function hashOf({ id = '' }: IBinaryData): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of await Container.get(BinaryDataService).getAsStream(id))
    hash.update(chunk as Buffer);
  return hash.digest('hex');
}

void main();
