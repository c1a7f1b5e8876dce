import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder that keeps what is slow to make: installed servers, prepared databases, packed builds. */
export function cacheFolder(): string {
  const chosen = process.env.N8N_NODES_SANDBOX_CACHE;
  if (chosen) return chosen;
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-zitadel-directus');
}

/**
 * A path inside the cache folder.
 * @param parts names of folders and files below it
 */
export function cachePath(...parts: string[]): string {
  return join(cacheFolder(), ...parts);
}
