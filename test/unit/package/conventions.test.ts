import type { INodeProperties } from 'n8n-workflow';

import { loadCredential } from '../../support/package';
import { choicesOf, everyProperty, NODES, operationsOf } from './support';

/** Words that stay small in a title, and names that have a case of their own. */
const SMALL = /^(a|an|and|as|at|but|by|for|from|if|in|into|nor|of|off|on|or|per|the|to|via|with)$/;
const OWN_CASE = /^(gRPC|iOS|n8n|e-mail)$/;

/** Labels that are not in title case, "2FA" and "HTTP/JSON" being so. */
function isTitleCase(label: string): boolean {
  const words = label.split(/[\s/-]+/).filter((word) => word !== '');
  return words.every(
    (word, index) => /^[^a-z]/.test(word) || OWN_CASE.test(word) || (index > 0 && SMALL.test(word)),
  );
}

/** Whether a description is a single sentence, in which case it takes no period; several take one at their end. */
function isWellEnded(description: string): boolean {
  const text = description.replace(/e\.g\.|i\.e\./g, '').replace(/<[^>]*>/g, '');
  return /[.!?]\s+[A-Z"]/.test(text) ? /[.!?]$/.test(text) : !/\.$/.test(text);
}

const HOLDERS: Array<[string, INodeProperties[]]> = [
  ...NODES.map(([name, { properties }]): [string, INodeProperties[]] => [name, properties]),
  ['ZitadelApi', loadCredential('ZitadelApi').properties],
  ['DirectusApi', loadCredential('DirectusApi').properties],
];

describe.each(HOLDERS)('the properties of %s', (_, properties) => {
  const all = everyProperty(properties);

  /** Paths of the properties that a test finds wrong. */
  function wrong(isRight: (property: INodeProperties) => boolean): string[] {
    return all.filter(([, property]) => !isRight(property)).map(([path]) => path);
  }

  test('have labels in title case', () => {
    expect(all.map(([, { displayName }]) => displayName).filter((label) => !isTitleCase(label))).toEqual([]);
    const choices = all.flatMap(([, property]) => choicesOf(property).map(({ name }) => name));
    expect(choices.filter((label) => !isTitleCase(label))).toEqual([]);
  });

  test('have descriptions in sentence case that end as n8n has them', () => {
    const choices = all.flatMap(([, property]) => choicesOf(property));
    const descriptions = [...all.map(([, property]) => property), ...choices]
      .map(({ description }) => description)
      .filter((description) => description !== undefined);
    expect(descriptions.filter((text) => !isWellEnded(text))).toEqual([]);
    expect(descriptions.filter((text) => !/^[^a-z\s]/.test(text))).toEqual([]);
  });

  test('do not repeat their label as a description', () => {
    expect(
      wrong(({ displayName, description = '' }) => description.toLowerCase() !== displayName.toLowerCase()),
    ).toEqual([]);
  });

  test('that are booleans begin with "Whether" and have a boolean as default', () => {
    expect(
      wrong(
        ({ type, description, default: preset }) =>
          type !== 'boolean' || (/^Whether /.test(description ?? '') && typeof preset === 'boolean'),
      ),
    ).toEqual([]);
  });

  test('have placeholders that begin with "e.g."', () => {
    expect(
      wrong(
        ({ placeholder, type, typeOptions }) =>
          placeholder === undefined ||
          type === 'collection' ||
          type === 'fixedCollection' ||
          // What is pasted in whole shows how it begins.
          typeOptions?.rows !== undefined ||
          /^e\.g\. \S/.test(placeholder),
      ),
    ).toEqual([]);
  });

  test('that are secrets are hidden', () => {
    const isSecret = ({ name, type }: INodeProperties): boolean =>
      type === 'string' && /^(.*secret|.*password|token|tfa_secret|totpSecret)$/i.test(name);
    expect(all.some(([, property]) => isSecret(property))).toBe(true);
    expect(wrong((property) => !isSecret(property) || property.typeOptions?.password === true)).toEqual([]);
  });

  test('that offer five or more choices have them sorted by name', () => {
    const unsorted = wrong((property) => {
      const names = choicesOf(property).map(({ name }) => name);
      const isDeprecated = (name: string): number => Number(name.endsWith(' (Deprecated)'));
      const sorted = [...names].sort((a, b) => isDeprecated(a) - isDeprecated(b) || a.localeCompare(b));
      return names.length < 5 || names.join('|') === sorted.join('|');
    });
    expect(unsorted).toEqual([]);
  });

  test('that are collections of five or more fields have them sorted by label', () => {
    const unsorted = wrong(({ type, options = [] }) => {
      if (type !== 'collection' || options.length < 5) return true;
      const offered = options.filter((option) => !('type' in option) || option.type !== 'hidden');
      const labels = offered.map((option) => ('displayName' in option ? option.displayName : option.name));
      const sorted = [...labels].sort((a, b) => a.localeCompare(b));
      return labels.join('|') === sorted.join('|');
    });
    expect(unsorted).toEqual([]);
  });

  test('that are choices have a default among them', () => {
    expect(
      wrong((property) => {
        const values = choicesOf(property).map(({ value }) => value);
        return (
          property.type !== 'options' || values.length === 0 || values.includes(property.default as string)
        );
      }),
    ).toEqual([]);
  });

  test('offer no value twice', () => {
    expect(
      wrong((property) => {
        const values = choicesOf(property).map(({ value }) => value);
        return new Set(values).size === values.length;
      }),
    ).toEqual([]);
  });

  test('that are JSON have JSON as default', () => {
    const isJson = ({ type, default: preset }: INodeProperties): boolean => {
      if (type !== 'json') return true;
      try {
        JSON.parse(String(preset));
        return true;
      } catch {
        return preset === '';
      }
    };
    expect(wrong(isJson)).toEqual([]);
  });
});

describe.each(NODES)('the operations of %s', (_, description) => {
  const operations = operationsOf(description);

  test('each have a name, an action and a description', () => {
    for (const { operation } of operations) {
      expect(operation).toEqual({
        name: expect.stringMatching(/^[A-Z]/) as string,
        value: expect.stringMatching(/^[a-z][A-Za-z0-9]+$/) as string,
        action: expect.stringMatching(/^[A-Z].*[^.]$/) as string,
        description: expect.stringMatching(/^[A-Z].{9,}/) as string,
      });
    }
  });

  test('have actions in sentence case, each once for its table', () => {
    const keys = operations.map(({ table, operation }) => `${table}: ${operation.action}`);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    const words = operations.flatMap(({ operation: { action = '' } }) => action.split(' ').slice(1));
    const isProper = (word: string): boolean =>
      /^[a-z(]/.test(word) ||
      /^[A-Z0-9]{2,}[a-z]?\b/.test(word) ||
      /^(ID|IDs|JSON|JWT|GraphQL|Zitadel|Directus|Apple|Azure|Google|Twilio|GitHub|GitLab|LinkedIn|OAuth|OpenAPI|OpenID|IDPs|URLs)$/.test(
        word,
      );
    expect([...new Set(words.filter((word) => !isProper(word)))]).toEqual([]);
  });

  test('have names that differ within their table', () => {
    const keys = operations.map(({ table, operation }) => `${table}: ${operation.name}`);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test('are chosen from a list that says which are deprecated, in the panel too', () => {
    for (const property of description.properties.filter(({ name }) => name === 'operation')) {
      expect([property.noDataExpression, property.displayName]).toEqual([true, 'Operation']);
      for (const { name, action = '' } of choicesOf(property)) {
        expect([name, action.endsWith(' (deprecated)')]).toEqual([name, name.endsWith(' (Deprecated)')]);
      }
    }
  });
});
