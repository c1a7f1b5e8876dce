import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { InputError, ServiceError, type Refusal } from '../../../nodes/shared/errors';
import { everythingIn } from '../support/errors';
import { NODE } from '../support/execution';
import { toErrorData, toNodeError } from '../../../nodes/shared/run/nodeErrors';

const REFUSAL: Refusal = {
  code: 'FAILED_PRECONDITION',
  id: 'COMMAND-do9se',
  status: 400,
  message: 'TOTP is set up already (COMMAND-do9se)',
  remedy: 'Remove TOTP first.',
};

describe('what a service refused', () => {
  const error = toNodeError(NODE, new ServiceError(REFUSAL), 3);

  test('is a NodeApiError with code, message, remedy, item and HTTP status', () => {
    expect(error).toBeInstanceOf(NodeApiError);
    expect(error).toMatchObject({
      message: 'FAILED_PRECONDITION: TOTP is set up already (COMMAND-do9se)',
      description: 'Remove TOTP first.',
      httpCode: '400',
      context: { itemIndex: 3 },
    });
  });

  test('names the node', () => {
    expect(error.node.name).toBe(NODE.name);
  });

  test('does not repeat a code that the message has already', () => {
    const refused = new ServiceError({
      code: 'ECONNREFUSED',
      message: 'Nothing listens at x (ECONNREFUSED)',
    });
    expect(toNodeError(NODE, refused, 0).message).toBe('Nothing listens at x (ECONNREFUSED)');
    expect(toErrorData(refused).message).toBe('Nothing listens at x (ECONNREFUSED)');
  });

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNRESET', 'EPROTO', '429', 'HTTP_502'])(
    'keeps its own words where n8n has general ones for %s',
    (code) => {
      const refused = new ServiceError({
        code,
        message: `The server at https://id.example.org says ${code}`,
      });
      expect(toNodeError(NODE, refused, 0).message).toBe(`The server at https://id.example.org says ${code}`);
    },
  );

  test('needs no status, ID or remedy', () => {
    const refused = new ServiceError({ code: 'NOT_FOUND', message: 'No such user' });
    const error = toNodeError(NODE, refused, 0);
    expect(error.message).toBe('NOT_FOUND: No such user');
    expect(error.description ?? '').toBe('');
    expect(toErrorData(refused)).toEqual({ message: 'NOT_FOUND: No such user', code: 'NOT_FOUND' });
  });

  test('is json.error with code, message, ID, status and remedy', () => {
    expect(toErrorData(new ServiceError(REFUSAL))).toEqual({
      code: 'FAILED_PRECONDITION',
      message: 'FAILED_PRECONDITION: TOTP is set up already (COMMAND-do9se)',
      id: 'COMMAND-do9se',
      status: 400,
      description: 'Remove TOTP first.',
    });
  });
});

describe('what the user can mend', () => {
  const input = new InputError('Profile (profile): malformed JSON at position 3', 'Write valid JSON.');

  test('is a NodeOperationError with message, remedy and item', () => {
    const error = toNodeError(NODE, input, 7);
    expect(error).toBeInstanceOf(NodeOperationError);
    expect(error).toMatchObject({
      message: 'Profile (profile): malformed JSON at position 3',
      description: 'Write valid JSON.',
      context: { itemIndex: 7 },
    });
  });

  test('is json.error with a code of its own', () => {
    expect(toErrorData(input)).toEqual({
      code: 'INVALID_INPUT',
      message: 'Profile (profile): malformed JSON at position 3',
      description: 'Write valid JSON.',
    });
  });

  test('needs no remedy', () => {
    expect(toErrorData(new InputError('Too deep'))).toEqual({ code: 'INVALID_INPUT', message: 'Too deep' });
  });
});

describe('what nobody expected', () => {
  test.each<[unknown, string]>([
    [new TypeError('x is undefined'), 'x is undefined'],
    ['a text', 'a text'],
    [undefined, 'undefined'],
  ])('is an error with its message: %p', (thrown, message) => {
    expect(toErrorData(thrown)).toEqual({ code: 'UNEXPECTED', message });
    const error = toNodeError(NODE, thrown, 2);
    expect(error).toBeInstanceOf(NodeOperationError);
    expect(error).toMatchObject({ message, context: { itemIndex: 2 } });
  });

  test('stays as it is where it is an error of n8n already', () => {
    const error = new NodeOperationError(NODE, 'The credential may not be used here');
    expect(toNodeError(NODE, error, 1)).toBe(error);
  });
});

test('nothing of a request leaks out of an error that carries it', () => {
  const thrown = Object.assign(new ServiceError({ code: 'UNKNOWN', message: 'Refused' }), {
    config: { headers: { Authorization: 'Bearer hunter2' }, data: '{"password":"hunter2"}' },
    request: { path: '/users?token=hunter2' },
    cause: new Error('hunter2'),
  });
  expect(everythingIn(toNodeError(NODE, thrown, 0))).not.toContain('hunter2');
  expect(JSON.stringify(toErrorData(thrown))).not.toContain('hunter2');
});
