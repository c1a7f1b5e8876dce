// Runs ESLint with .eslintrc.js: ESLint 9 reads that format only when it is told to.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const eslint = join('node_modules', 'eslint', 'bin', 'eslint.js');
const { status } = spawnSync(
  process.execPath,
  [
    eslint,
    '--max-warnings=0',
    '--ext',
    '.ts',
    'package.json',
    'nodes',
    'credentials',
    'sandbox',
    'scripts',
    'test',
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env: { ...process.env, ESLINT_USE_FLAT_CONFIG: 'false' } },
);
process.exit(status ?? 1);
