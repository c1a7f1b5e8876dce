import { isUnheard } from '../../shared/trigger/unheard';
import type { Server } from '../server';
import { removeTarget } from './executions';
import { listOwn } from './target';

/**
 * Removes targets of this n8n that nobody hears any more, which a crash or a Zitadel that was down left behind.
 *
 * @param mark whose own target stays
 * @param endpoint where this node hears
 */
export async function removeOrphans(
  { ask, origin, endpoint: service }: Server,
  mark: string,
  endpoint: string,
): Promise<void> {
  for (const { id, name, endpoint: address, made } of await listOwn(ask)) {
    if (name.startsWith(mark) || !URL.canParse(address)) continue;
    const url = new URL(address);
    const isTest = url.pathname.includes('/webhook-test/');
    if (await isUnheard(service, { url, made, isTest }, endpoint)) await removeTarget(ask, origin, id);
  }
}
