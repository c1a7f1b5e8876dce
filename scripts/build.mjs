// Builds dist: compiled code, icons and descriptions beside it, the forms that are made of tables, and the lists from
// which n8n shows the nodes without loading their code.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Whether a file that is not compiled belongs in the package. */
function isAsset(file) {
  return /\.(svg|png|json)$/.test(file);
}

/** Runs one of the development dependencies' programs; ends this one when it fails. */
function run(program, ...args) {
  const file = join(root, 'node_modules', ...program.split('/'));
  const { status, error } = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Copies what is not compiled to its place in dist. */
function copyAssets(folder) {
  for (const file of readdirSync(join(root, folder), { recursive: true })) {
    const path = join(folder, file);
    if (!isAsset(path)) continue;
    const target = join(root, 'dist', path);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(root, path), target);
  }
}

/** Writes a node's form, which is then read instead of being made each time that n8n loads the node. */
function writeForm(folder) {
  const { makeForm } = createRequire(import.meta.url)(join(folder, 'form.js'));
  writeFileSync(join(folder, 'form.json'), JSON.stringify(makeForm()));
}

rmSync(join(root, 'dist'), { recursive: true, force: true });
run('typescript/bin/tsc', '-p', 'tsconfig.build.json');
for (const folder of ['nodes', 'credentials']) {
  if (existsSync(join(root, folder))) copyAssets(folder);
}
for (const node of ['Zitadel', 'Directus']) writeForm(join(root, 'dist', 'nodes', node));
run('n8n-core/bin/generate-metadata');
