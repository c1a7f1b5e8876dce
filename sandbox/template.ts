import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import { cachePath } from './cache';
import { withLock } from './lock';

/**
 * A prepared folder that is made once and kept in the cache.
 * @param name its name; another name makes another folder
 * @param source the file whose code makes it: when that changes, the folder is made anew
 * @param make fills the empty folder that it is given; a folder it does not finish is never used
 * @returns the folder, to be copied and not written to
 */
export async function preparedFolder(
  name: string,
  source: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = cachePath('templates', `${name}-${hashOf(readFileSync(source))}`);
  if (existsSync(folder)) return folder;
  await withLock(`template-${basename(dirname(folder))}-${basename(folder)}`, async () => {
    if (existsSync(folder)) return;
    const partial = `${folder}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    await make(partial);
    mkdirSync(dirname(folder), { recursive: true });
    renameSync(partial, folder);
  });
  return folder;
}

/** A short name for a content. */
export function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

/**
 * Copies a folder with all it holds; links stay as they are.
 *
 * @param without names in it that are left out
 */
export function copyFolder(from: string, to: string, without: readonly string[] = []): void {
  const filter = (source: string): boolean => !without.includes(relative(from, source));
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter });
}
