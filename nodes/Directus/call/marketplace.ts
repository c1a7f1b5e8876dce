import type { Json } from '../../shared/json';
import { isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { readPages } from '../../shared/run/pages';
import { listOf, toRow } from '../reply/rows';
import { callDirectus } from './client';
import type { Sending } from './sending';

const PAGE_SIZE = 100;

/** Searches the marketplace, which may give fewer rows at once than it is asked for, and says how many there are. */
export async function sendMarketplaceSearch({ connection, operation, input, most }: Sending): Promise<Reply> {
  const start = Number(input.query.offset ?? 0);
  const rows = await readPages<Json>(
    async (offset, limit) => {
      const reply = await callDirectus(connection, {
        verb: 'GET',
        path: operation.path,
        query: { ...input.query, offset: start + offset, limit },
        reply: 'whole',
      });
      const { data, meta } = isObject(reply) ? reply : {};
      const count = isObject(meta) ? meta.filter_count : undefined;
      return { rows: listOf(data), ...(typeof count === 'number' && { total: count - start }) };
    },
    most,
    PAGE_SIZE,
  );
  return rows.map(toRow);
}
