import { randomUUID } from 'node:crypto';

import type { StreamedContent } from './streams';

/** A file among the parts of a form. */
export interface FilePart extends StreamedContent {
  name: string;
}

/**
 * A form as `multipart/form-data`: its fields first, then its file, because Directus passes over what follows a file.
 *
 * @param fields texts by name
 */
export function multipart(fields: Readonly<Record<string, string>>, file: FilePart): StreamedContent {
  const boundary = `form-${randomUUID()}`;
  const texts = Object.entries(fields).map(
    ([name, value]) => `${partHead(boundary, `name="${quoted(name)}"`)}\r\n${value}\r\n`,
  );
  const fileHead = partHead(boundary, `name="file"; filename="${quoted(file.name)}"`);
  const head = Buffer.from(`${texts.join('')}${fileHead}Content-Type: ${file.type}\r\n\r\n`);
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    ...(file.length !== undefined && { length: head.length + file.length + tail.length }),
    read: async function* () {
      yield head;
      yield* file.read();
      yield tail;
    },
  };
}

function partHead(boundary: string, disposition: string): string {
  return `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n`;
}

/** Text between quotes in a header: what would end them or the line is encoded, as browsers do. */
function quoted(text: string): string {
  return text.replace(/["\\\r\n]/g, (character) => encodeURIComponent(character));
}
