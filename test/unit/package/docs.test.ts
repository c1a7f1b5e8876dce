import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { withOperations } from '../../../scripts/docs';

test("the README's lists of operations are those of the tables", () => {
  const readme = readFileSync(join(__dirname, '../../../README.md'), 'utf8');
  expect(withOperations(readme)).toBe(readme);
});
