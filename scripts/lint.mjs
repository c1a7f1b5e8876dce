// Runs ESLint with .eslintrc.js (ESLint 9 reads that format only when it is told to), then dependency-cruiser on the rooms.
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

const rooms = spawnSync(
  process.execPath,
  [
    join('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    'nodes',
    'credentials',
    'sandbox',
  ],
  { stdio: 'inherit' },
).status;
process.exit(status || rooms || 0);
