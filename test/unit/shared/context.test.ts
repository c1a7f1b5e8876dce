import { fakeExecution, type Parameters } from '../support/execution';
import { ParameterReader } from '../../../nodes/shared/form/parameters';

function reader(parameters: Parameters): { read: ParameterReader['read']; reads: string[] } {
  const reads: string[] = [];
  const onRead = (name: string, itemIndex: number): number => reads.push(`${name} ${itemIndex}`);
  const parameterReader = new ParameterReader(fakeExecution({ parameters, onRead }));
  return { read: parameterReader.read.bind(parameterReader), reads };
}

describe('a parameter', () => {
  test.each<[string, unknown]>([
    ['text', 'ada'],
    ['false', false],
    ['zero', 0],
    ['empty text', ''],
    ['an object', { concurrency: 2, nested: [{ a: 'b' }] }],
  ])('without an expression is resolved once for all items: %s', (_, value) => {
    const { read, reads } = reader({ name: value });
    expect([0, 1, 2].map((item) => read('name', item))).toEqual([value, value, value]);
    expect(reads).toEqual(['name 0']);
  });

  test('with an expression is resolved for each item', () => {
    const { read, reads } = reader({ name: (item: number) => `user ${item}` });
    expect([0, 1, 2].map((item) => read('name', item))).toEqual(['user 0', 'user 1', 'user 2']);
    expect(reads).toEqual(['name 0', 'name 1', 'name 2']);
  });

  test('with an expression deep inside is resolved for each item', () => {
    const { read, reads } = reader({ name: { list: [{ a: 'fixed' }, { b: '={{ $json.b }}' }] } });
    read('name', 0);
    read('name', 1);
    expect(reads).toEqual(['name 0', 'name 1']);
  });

  test('that is not set is undefined, and n8n is not asked for it', () => {
    const { read, reads } = reader({});
    expect(read('name', 0)).toBeUndefined();
    expect(reads).toEqual([]);
  });
});
