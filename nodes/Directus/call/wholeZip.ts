import { Readable } from 'node:stream';

import { ServiceError } from '../../shared/errors';

/** How the last record of a ZIP archive begins, and how long it is. */
const END = Buffer.from([0x50, 0x4b, 5, 6]);
const END_BYTES = 22;

/**
 * The content of a ZIP archive, with an error after it where its end is missing: Directus ends an archive early, as if
 * it were whole, when it cannot read one of the files.
 */
export function wholeZip(content: Readable): Readable {
  const pass = async function* (): AsyncGenerator<Buffer> {
    let last = Buffer.alloc(0);
    for await (const chunk of content as AsyncIterable<Buffer>) {
      last = Buffer.concat([last, chunk.subarray(-END_BYTES)]).subarray(-END_BYTES);
      yield chunk;
    }
    if (last.subarray(0, END.length).equals(END)) return;
    throw new ServiceError({
      code: 'INCOMPLETE_FILE',
      message: 'Directus ended the archive before it was whole',
      remedy: 'The content of one of the files is probably missing in the storage of Directus.',
    });
  };
  return Readable.from(pass(), { objectMode: false });
}
