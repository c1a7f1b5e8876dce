import { DateTime } from 'luxon';

import type { Chance } from './chance';

/** Longest text that is made. */
const LONGEST = 10 * 1024 * 1024;
const DEPTH = 10_000;

/** An object or list with another one in it, and so on. */
function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level++) value = wrap(value);
  return value;
}

function circular(): object {
  const value: Record<string, unknown> = { name: 'x' };
  value.self = value;
  return value;
}

/** Values that no form expects, each made anew. */
const MAKERS: Array<() => unknown> = [
  () => '',
  () => ' ',
  () => 'x'.repeat(300),
  () => 'x'.repeat(LONGEST),
  () => '\ud800',
  () => 'a\udfffb',
  () => '\u0000',
  () => 'a\r\nX-Injected: yes\r\n\r\nGET /injected HTTP/1.1',
  () => '..',
  () => '.',
  () => '../../users',
  () => '/',
  () => '%2e%2e%2f',
  () => '%2E%2E',
  () => '..%00',
  () => '..;/',
  () => 'a?b=c',
  () => 'a#b',
  () => 'a/../../admin',
  () => '\\..\\',
  () => '@evil.example',
  () => '//evil.example',
  () => 'https://evil.example/',
  () => '{{ $json }}',
  () => '={{ 1 }}',
  () => ':collection',
  () => '$CURRENT_USER',
  () => '__proto__',
  () => 'constructor',
  () => 'toString',
  () => 'hasOwnProperty',
  () => '👩‍👩‍👧‍👦'.repeat(100),
  () => '\u202e\ufeff',
  () => 'null',
  () => 'undefined',
  () => '[',
  () => '{"a":',
  () => '['.repeat(DEPTH) + ']'.repeat(DEPTH),
  () => '{"a":'.repeat(DEPTH) + '1' + '}'.repeat(DEPTH),
  () => '{"__proto__":{"polluted":true}}',
  () => '1e400',
  () => '123456789012345678901234567890',
  () => NaN,
  () => Infinity,
  () => -Infinity,
  () => -0,
  () => 0,
  () => -1,
  () => 1e308,
  () => 2 ** 53 + 2,
  () => 0.1 + 0.2,
  () => 12345678901234567890n,
  () => true,
  () => false,
  () => null,
  () => undefined,
  () => new Date('2030-01-31T12:00:00Z'),
  () => new Date(NaN),
  () => DateTime.fromISO('2030-01-31T12:00:00Z'),
  () => DateTime.invalid('none'),
  () => new Map([['a', 1]]),
  () => new Set([1]),
  () => Buffer.from('abc'),
  () => Symbol('x'),
  () => (): string => 'x',
  () => /x/,
  () => new Error('x'),
  () => [],
  () => [null],
  () => [undefined],
  () => [[]],
  () => ['a', 'b'],
  () => Array.from({ length: 2000 }, (_, index) => index),
  () => new Array<unknown>(3),
  () => ({}),
  () => ({ length: 3 }),
  () => ({ toString: 'x', valueOf: 1 }),
  () => ({ toJSON: 'x' }),
  () => ({ constructor: { prototype: { polluted: true } } }),
  () => JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
  () => JSON.parse('{"a":{"__proto__":{"polluted":true}}}') as unknown,
  () => Object.create(null) as unknown,
  () => Object.create({ inherited: true }) as unknown,
  () => nested(DEPTH, (inner) => [inner]),
  () => nested(DEPTH, (inner) => ({ _and: [inner] })),
  () => nested(DEPTH, (inner) => ({ a: inner })),
  () => circular(),
];

/** A value that no form expects, or one that some do. */
export function badValue(chance: Chance): unknown {
  return chance.of(MAKERS)();
}

/** Names that no request has, and that JavaScript's objects know. */
const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  ' ',
  'a.b',
  'a\r\nb',
  '\ud800',
  '0',
  'x'.repeat(100_000),
];

/** A copy of a request with some of its values, or its names, replaced. */
export function spoiled(chance: Chance, request: Record<string, unknown>): Record<string, unknown> {
  const copy = structuredClone(request);
  for (let times = 1 + chance.below(3); times > 0; times--) spoil(chance, copy);
  return copy;
}

function spoil(chance: Chance, holder: Record<string, unknown> | unknown[]): void {
  const names = Object.keys(holder);
  const target = holder as Record<string, unknown>;
  const kind = chance.next();
  if (Array.isArray(holder) ? names.length === 0 : names.length === 0 || kind < 0.1) {
    define(target, Array.isArray(holder) ? '0' : chance.of(NAMES), badValue(chance));
    return;
  }
  const name = chance.of(names);
  const inner = target[name];
  if (typeof inner === 'object' && inner !== null && kind < 0.6) spoil(chance, inner as typeof holder);
  else if (kind < 0.15) delete target[name];
  else define(target, name, badValue(chance));
}

/** Sets a field of an object itself, whatever its name is. */
function define(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, enumerable: true, writable: true, configurable: true });
}
