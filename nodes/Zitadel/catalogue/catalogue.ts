import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Catalogue, MessageRules } from './types';

/** A service's catalogue with what was added by hand. */
export type ServiceDescription = Catalogue;

const loaded = new Map<string, Promise<ServiceDescription>>();

/**
 * The catalogue of one service, read from disk once: what the npm packages describe, what the server has beyond that
 * (`supplement/`), and what it refuses beyond that (`rules/`).
 *
 * @param service value of the `resource` parameter, e.g. "UserService"
 */
export function loadCatalogue(service: string): Promise<ServiceDescription> {
  let promise = loaded.get(service);
  if (promise === undefined) {
    promise = read(service);
    loaded.set(service, promise);
  }
  return promise;
}

async function read(service: string): Promise<ServiceDescription> {
  const file = (folder: string): string => join(__dirname, folder, `${service}.json`);
  const [catalogue, supplement, rules] = await Promise.all([
    readJson<Catalogue>(file('generated')),
    readJson<Partial<Catalogue>>(file('supplement'), {}),
    readJson<Catalogue['rules']>(file('rules'), {}),
  ]);
  return {
    ...catalogue,
    methods: { ...catalogue.methods, ...supplement.methods },
    messages: { ...catalogue.messages, ...supplement.messages },
    enums: { ...catalogue.enums, ...supplement.enums },
    rules: mergeRules(catalogue.rules, rules),
  };
}

/** What is known by hand of a message completes what its descriptor says, and wins where both have the same rule. */
function mergeRules(known: Catalogue['rules'], added: Catalogue['rules']): Catalogue['rules'] {
  const merged = Object.entries(added).map(([name, rules]): [string, MessageRules] => [
    name,
    { ...known[name], ...rules },
  ]);
  return { ...known, ...Object.fromEntries(merged) };
}

async function readJson<Content>(file: string, preset?: Content): Promise<Content> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined && preset !== undefined) return preset;
  return JSON.parse(text ?? '') as Content;
}
