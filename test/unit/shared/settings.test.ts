import type { Operation } from '../../../nodes/shared/form/operation';
import { readListSettings, readTimeout } from '../../../nodes/shared/form/settings';
import { everythingIn, inputErrorOf } from '../support/errors';
import { fakeItem, type Parameters } from '../support/execution';
import type { Json } from '../../../nodes/shared/json';
import { text, wholeNumber } from '../../../nodes/shared/parse';

const LIST: Operation = {
  value: 'list',
  name: 'Get Many',
  action: 'Get many users',
  description: '',
  list: true,
};

describe('how much of a list is wanted', () => {
  test.each<[string, Parameters, Json | undefined, number]>([
    ['fifty rows without a word', {}, undefined, 50],
    ['as many as Limit says', { limit: 7 }, undefined, 7],
    ['as many as Limit says, with Return All off', { returnAll: false, limit: 7 }, undefined, 7],
    ['all with Return All', { returnAll: true, limit: 7 }, undefined, Infinity],
    ['as the request says, against Limit', { limit: 7 }, 3, 3],
    ['as the request says, against Return All', { returnAll: true }, 3, 3],
    ['as the request says, as text', { limit: 7 }, '3', 3],
    ['all where the request says 0', { limit: 7 }, 0, Infinity],
    ['all where the request says -1', { limit: 7 }, -1, Infinity],
    ['as Limit says where the request says null', { limit: 7 }, null, 7],
  ])('is %s', (_, parameters, own, most) => {
    expect(readListSettings(fakeItem(LIST, parameters), own)).toEqual({ most });
  });

  test.each<unknown>([0, -1, 1.5, 'ten', NaN, [], true])('cannot be a Limit of %p', (limit) => {
    const error = inputErrorOf(() => readListSettings(fakeItem(LIST, { limit }), undefined));
    expect(error.message).toBe('Limit: expected a whole number');
    expect(error.remedy).toBe('Write a whole number, 1 or more.');
  });
});

describe('a whole number', () => {
  test.each<unknown>([undefined, null, ''])('is the preset for %j', (value) => {
    expect(wholeNumber('Timeout', value, 5)).toBe(5);
  });

  test.each([
    [1, 10],
    [10, 10],
    [1_000_000, Infinity],
  ])('may be %d of at most %d', (value, most) => {
    expect(wholeNumber('Timeout', value, 5, most)).toBe(value);
  });

  test('beyond its range is an error that tells the range', () => {
    expect(inputErrorOf(() => wholeNumber('Batch Size', 1001, 100, 1000))).toMatchObject({
      message: 'Batch Size: expected a whole number',
      remedy: 'Write a whole number, from 1 to 1000.',
    });
  });
});

describe('the timeout', () => {
  test.each<[unknown, number]>([
    [undefined, 60_000],
    [{}, 60_000],
    [{ timeout: '' }, 60_000],
    [{ timeout: 1500 }, 1500],
    ['', 60_000],
  ])('of options %j is %i ms', (options, milliseconds) => {
    expect(readTimeout(options)).toBe(milliseconds);
  });

  test.each<unknown>([0, -5, 'soon', 0.5])('cannot be %j', (timeout) => {
    expect(() => readTimeout({ timeout })).toThrow('Timeout: expected a whole number');
  });
});

describe('a text', () => {
  test.each<[unknown, string]>([
    [undefined, ''],
    [null, ''],
    ['', ''],
    [' a ', ' a '],
  ])('of %j is %j', (value, expected) => {
    expect(text('Token', value)).toBe(expected);
  });

  test.each<[unknown, string]>([
    [987654321, 'a number'],
    [{ token: '987654321' }, 'an object'],
    [['987654321'], 'a list'],
    [true, 'a boolean'],
  ])('may not be %j, and the error does not tell it', (value, kind) => {
    const error = inputErrorOf(() => text('Token', value));
    expect(error.message).toBe(`Token: expected text, got ${kind}`);
    expect(everythingIn(error)).not.toContain('987654321');
  });
});
