/** Reads the installed `@zitadel/node` and `@zitadel/proto`, and writes `nodes/Zitadel/catalogue/generated/`, one JSON file a service. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildCatalogue } from './catalogue/build';

const TARGET = path.join(__dirname, '..', 'nodes', 'Zitadel', 'catalogue', 'generated');

async function write(): Promise<void> {
  const files = await buildCatalogue();
  mkdirSync(TARGET, { recursive: true });
  for (const name of readdirSync(TARGET)) {
    if (!files.has(name)) rmSync(path.join(TARGET, name));
  }
  let bytes = 0;
  for (const [name, text] of files) {
    writeFileSync(path.join(TARGET, name), text);
    bytes += Buffer.byteLength(text);
  }
  console.log(`${files.size} files, ${Math.round(bytes / 1024)} KiB`);
}

void write();
