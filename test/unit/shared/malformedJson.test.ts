import { parseJson, parseObject } from '../../../nodes/shared/parse';
import { everythingIn, inputErrorOf } from '../support/errors';

interface Fault {
  fault: string;
  text: string;
  position: number;
  line?: number;
  column?: number;
  /** Undefined where the text ends too early. */
  found?: string;
}

const FAULTS: Fault[] = [
  { fault: 'a comma before a closing brace', text: '{"a":1,}', position: 7, found: '}' },
  { fault: 'a comma before a closing bracket', text: '[1,]', position: 3, found: ']' },
  { fault: 'a missing comma between entries', text: '[1 2]', position: 3, found: '2' },
  { fault: 'a semicolon instead of a comma', text: '{"a":1;"b":2}', position: 6, found: ';' },
  { fault: 'a missing colon', text: '{"a" 1}', position: 5, found: '1' },
  { fault: 'a name without quotes', text: '{a:1}', position: 1, found: 'a' },
  { fault: 'a name in single quotes', text: "{'a':1}", position: 1, found: "'" },
  { fault: 'a name in typographic quotes', text: '{“a”:1}', position: 1, found: '“' },
  { fault: 'the wrong closing bracket', text: '{"a":1]', position: 6, found: ']' },
  { fault: 'a misspelled literal', text: '{"a":tru}', position: 8, found: '}' },
  { fault: 'a word instead of a value', text: 'nope', position: 1, found: 'o' },
  { fault: 'undefined as a value', text: '{"a":undefined}', position: 5, found: 'u' },
  { fault: 'undefined alone', text: 'undefined', position: 0, found: 'u' },
  { fault: 'NaN', text: 'NaN', position: 0, found: 'N' },
  { fault: 'an object turned into text', text: '[object Object]', position: 1, found: 'o' },
  { fault: 'an expression that was not resolved', text: '{"a": {{ $json.x }}}', position: 7, found: '{' },
  { fault: 'a number that begins with a dot', text: '{"a":.5}', position: 5, found: '.' },
  { fault: 'a number that begins with a plus', text: '{"a":+1}', position: 5, found: '+' },
  { fault: 'a number with a leading zero', text: '{"a":01}', position: 6, found: '1' },
  { fault: 'a comment', text: '{"a":1 // one\n}', position: 7, found: '/' },
  { fault: 'an unknown escape', text: '"\\x"', position: 2, found: 'x' },
  { fault: 'a broken Unicode escape', text: '"\\u12G4"', position: 5, found: 'G' },
  { fault: 'a second value', text: '{} {}', position: 3, found: '{' },
  { fault: 'a byte order mark', text: '\ufeff{}', position: 0, found: '\ufeff' },
  { fault: 'a line break in a text', text: '{"a":"x\ny"}', position: 7, found: '\n' },
  { fault: 'no text at all', text: '', position: 0 },
  { fault: 'only spaces', text: '   ', position: 3 },
  { fault: 'an object that is not closed', text: '{"a":1', position: 6 },
  { fault: 'a list that is not closed', text: '[1,2', position: 4 },
  { fault: 'a text that is not closed', text: '{"a":"x', position: 7 },
  { fault: 'half a literal', text: 'tru', position: 3 },
  { fault: 'half a fraction', text: '1.', position: 2 },
  {
    fault: 'a word on the third line',
    text: '[1,\n  2,\n  x]',
    position: 11,
    line: 3,
    column: 3,
    found: 'x',
  },
  {
    fault: 'a missing comma on the second line',
    text: '{"a": 1\n"b": 2}',
    position: 8,
    line: 2,
    column: 1,
    found: '"',
  },
  { fault: 'an end on the second line', text: '{\n"a": [', position: 8, line: 2, column: 7 },
];

describe('malformed JSON', () => {
  test.each(FAULTS)('$fault is an error with its place', ({ text, position, line, column, found }) => {
    const { message } = inputErrorOf(() => parseJson('Filters (queries)', text));
    const place = `position ${position} (line ${line ?? 1}, column ${column ?? position + 1})`;
    const there = found === undefined ? 'the text ends' : `found ${JSON.stringify(found)}`;
    expect(message).toBe(`Filters (queries): malformed JSON at ${place}: ${there}`);
  });

  test.each([
    ['with a position from the engine', '{"password":"hunter2-secret",}'],
    ['without one', '{"password":"hunter2-secret","x":undefined}'],
    ['at its very end', '{"password":"hunter2-secret"'],
    ['right behind the secret', '{"password":"hunter2-secret" "x":1}'],
    ['where the secret itself has no quotes', '{"password":hunter2-secret}'],
  ])('is never printed: a fault %s', (_, text) => {
    const error = inputErrorOf(() => parseJson('JSON', text));
    expect(everythingIn(error)).not.toMatch(/hunter2|unter2|secret/);
  });

  test('has a remedy that says how JSON is written', () => {
    expect(inputErrorOf(() => parseJson('JSON', '{')).remedy).toMatch(/double quotes.*commas.*closed/);
  });

  test('is found quickly in a megabyte', () => {
    const text = `[${'"0123456789",'.repeat(80_000)}]`;
    const started = performance.now();
    const { message } = inputErrorOf(() => parseJson('JSON', text));
    expect(message).toContain(`position ${text.length - 1} `);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('is refused where an object is expected too', () => {
    expect(() => parseObject('Profile', '{"a"}')).toThrow('Profile: malformed JSON at position 4');
  });
});
