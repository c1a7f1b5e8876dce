import { asText, isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { callDirectus } from './client';
import { toPath } from './path';
import type { Sending } from './sending';

/** Moves an item. Both are read first: Directus fails without a reason when it has one of them not. */
export async function sortItem({ connection, operation, input }: Sending): Promise<Reply> {
  const { item, to } = isObject(input.data) ? input.data : {};
  for (const id of [item, to]) {
    const parameters = { ...input.parameters, id: asText(id) };
    await callDirectus(connection, { verb: 'GET', path: toPath('/items/:collection/:id', parameters) });
  }
  const path = toPath(operation.path, input.parameters);
  await callDirectus(connection, { verb: 'POST', path, body: { item: item ?? null, to: to ?? null } });
  return [{ json: { sorted: true } }];
}
