import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Catalogue } from './catalogue.types';

/** What the server refuses in a message beyond its types, by full message name. */
export type Rules = Record<string, MessageRules>;

/** Rules of one message. */
export interface MessageRules {
  /** Fields that must have a value. */
  required?: string[];
  /** Least and most characters of a text that is given, or of each text in a list. */
  length?: Record<string, [number, number]>;
  /** Least and most of a number that is given. */
  range?: Record<string, [number, number]>;
  /** Least and most bytes of a value of type bytes that is given. */
  bytes?: Record<string, [number, number]>;
  /** Fields that must be an e-mail address. */
  email?: string[];
  /** Fields that may be true or left out, but not false. */
  onlyTrue?: string[];
  /** Groups of fields of which at most one may be given. */
  oneofs?: string[][];
  /** Groups of fields of which at least one must be given. */
  needed?: string[][];
}

/** A service's catalogue with its rules. */
export interface ServiceDescription extends Catalogue {
  rules: Rules;
}

const loaded = new Map<string, Promise<ServiceDescription>>();

/**
 * The catalogue of one service, read from disk once: what `@zitadel/node` describes, what the server has beyond that
 * (`supplement/`), and what the server refuses beyond types (`rules/`).
 *
 * @param service value of the `service` parameter, e.g. "UserService"
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
    readJson<Catalogue>(file('catalogue')),
    readJson<Partial<Catalogue>>(file('supplement'), {}),
    readJson<Rules>(file('rules'), {}),
  ]);
  return {
    ...catalogue,
    methods: { ...catalogue.methods, ...supplement.methods },
    messages: { ...catalogue.messages, ...supplement.messages },
    enums: { ...catalogue.enums, ...supplement.enums },
    rules,
  };
}

async function readJson<Content>(file: string, preset?: Content): Promise<Content> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined && preset !== undefined) return preset;
  return JSON.parse(text ?? '') as Content;
}
