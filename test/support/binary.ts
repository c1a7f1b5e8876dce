import { Container } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';
import type { Readable } from 'node:stream';

/** Where n8n keeps the content of binary fields: inside the items, or in files that the items name. */
export type BinaryMode = 'memory' | 'filesystem';

/** Has the engine keep binary content so from now on; in a folder, for files. */
export async function keepBinaryIn(mode: BinaryMode, folder = ''): Promise<void> {
  const service = Container.get(BinaryDataService);
  Object.assign(service, { mode: 'default', managers: {} });
  if (mode === 'memory') return;
  Object.assign(Container.get(BinaryDataConfig), { mode, localStoragePath: folder });
  await service.init();
}

/** Content as a binary field has it. */
export async function toBinary(
  content: Buffer | Readable,
  fileName: string,
  mimeType: string,
): Promise<IBinaryData> {
  const location = { type: 'execution' as const, workflowId: 'test', executionId: 'test' };
  return await Container.get(BinaryDataService).store(location, content, { fileName, mimeType, data: '' });
}

/** The content of a binary field. */
export async function contentOf(binary: IBinaryData | undefined): Promise<Buffer> {
  if (binary === undefined) throw new Error('no such binary field');
  return await Container.get(BinaryDataService).getAsBuffer(binary);
}
