import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cachePath } from './cache';
import { parts, type PartName } from './parts';

/** A Node of a given version, as the npm package `node` brings it. */
export interface Runtime {
  /** The program. */
  node: string;
  /** The folder to put before PATH. */
  bin: string;
  /** The folder with its C headers, for addons that have to be compiled. */
  headers: string;
}

/** Where a part is, or will be, installed. */
export function partFolder(name: PartName): string {
  return cachePath('parts', `${name}-${parts[name].version}`);
}

/**
 * The Node that runs a part.
 * @throws when the part has none, or its Node is not installed
 */
export function runtimeOf(name: PartName): Runtime {
  const { node } = parts[name];
  if (!node) throw new Error(`${parts[name].title} runs on no Node of its own`);
  const folder = join(partFolder(node), 'node_modules', 'node');
  const inner = join(folder, 'node_modules');
  const platform = existsSync(inner)
    ? readdirSync(inner).find((entry) => existsSync(join(inner, entry, 'include')))
    : undefined;
  if (!platform) throw new Error(`${parts[node].title} is not installed in ${folder}`);
  const bin = join(folder, 'bin');
  return { node: join(bin, 'node'), bin, headers: join(inner, platform) };
}
