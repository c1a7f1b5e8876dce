import type { Json } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { isForbidden } from '../reply/records';
import { isAdministrator } from './administrator';
import { callDirectus } from './client';
import { readByIds } from './list';
import { keyOf } from './many';
import { toPath } from './path';
import type { Sending } from './sending';

/**
 * Removes what is there, and takes what is gone for removed.
 *
 * @param remove sends the removal
 * @returns its reply with `outcome`; of several records, `ids` are those removed now and `gone` those that were gone
 * @throws ServiceError of Directus
 */
export async function removeOnce(
  sending: Sending,
  remove: (sending: Sending) => Promise<Reply>,
): Promise<Reply> {
  const { operation, input } = sending;
  if (operation.parameters?.includes('ids') === true) return await removeSeveral(sending, remove);
  return await remove(sending).then(asRemoved, async (error: unknown) => {
    if (!isForbidden(error) || !(await isGone(sending))) throw error;
    const [name = '', value = ''] = Object.entries(input.parameters).at(-1) ?? [];
    return [{ json: { deleted: true, [name]: value, outcome: 'gone' } }];
  });
}

function asRemoved(rows: Reply): Reply {
  return rows.map((row) => ({ ...row, json: { ...row.json, outcome: 'removed' } }));
}

async function removeSeveral(sending: Sending, remove: (sending: Sending) => Promise<Reply>): Promise<Reply> {
  const { ids } = sending.input;
  const found = await existing(sending, ids);
  const there = ids.filter((id) => found.has(asText(id)));
  const gone = ids.filter((id) => !found.has(asText(id)));
  if (there.length === 0) return [{ json: { deleted: true, ids: [], gone, outcome: 'gone' } }];
  const rows = await remove({ ...sending, input: { ...sending.input, ids: there } });
  return rows.map((row) => ({ ...row, json: { ...row.json, gone, outcome: 'removed' } }));
}

/** Whether there is nothing to remove, as far as the caller may see it. */
async function isGone(sending: Sending): Promise<boolean> {
  const { connection, operation, input } = sending;
  const { id } = input.parameters;
  if (id !== undefined) return (await existing(sending, [id])).size === 0;
  if (operation.existsAt === undefined) return false;
  const path = toPath(operation.existsAt, input.parameters);
  const reads = callDirectus(connection, { verb: 'GET', path });
  return await reads.then(
    () => false,
    async (error: unknown) => isForbidden(error) && (await isAdministrator(connection)),
  );
}

/** The keys of those records that there are, as text. Throws where the caller may not read the collection. */
async function existing(sending: Sending, ids: ReadonlyArray<string | number>): Promise<Set<string>> {
  const key = await keyOf(sending);
  const rows = (await readByIds(sending, key, ids, { fields: [key.field] })) ?? [];
  return new Set(rows.map((row: Json) => asText(isObject(row) ? row[key.field] : row)));
}
