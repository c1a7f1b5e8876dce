import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { PNG } from 'pngjs';

import { callOperation, type OperationCall } from './directusOperations';
import type { NodeResult } from './engine';
import { testServers } from './servers';

/** A file as a binary field holds it inside an item. */
export function inlineFile(content: Buffer, fileName: string, mimeType: string): IBinaryData {
  return { data: content.toString('base64'), fileName, mimeType };
}

/** A picture in one colour. */
export function pictureOf(width: number, height: number): Buffer {
  const png = new PNG({ width, height });
  png.data.fill(0x80);
  return PNG.sync.write(png);
}

/** Width and height of a PNG. */
export function sizeOf(png: Buffer): { width: number; height: number } {
  const { width, height } = PNG.sync.read(png);
  return { width, height };
}

/** Runs an operation whose item has one file, under the name "data". */
export async function sendFile(
  resource: string,
  operation: string,
  file: IBinaryData,
  json: IDataObject = {},
  more: Partial<OperationCall> = {},
): Promise<NodeResult> {
  return await callOperation({ resource, operation, json, binary: [{ data: file }], ...more });
}

/** The content of a file, as Directus itself gives it. */
export async function contentAt(id: unknown): Promise<Buffer> {
  const { url, adminToken } = testServers().directus12;
  const response = await fetch(`${url}/assets/${String(id)}`, {
    headers: { authorization: `Bearer ${adminToken}`, connection: 'close' },
  });
  if (!response.ok) throw new Error(`the file ${String(id)} answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}
