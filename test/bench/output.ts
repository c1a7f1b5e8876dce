import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { toSvg } from './plot';
import { toMarkdown, type Report } from './report';

/** Writes a report to a folder: README.md, results.json and results.svg. */
export async function writeReport(report: Report, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'README.md'), await formatted(toMarkdown(report), 'markdown'));
  writeFileSync(join(folder, 'results.json'), await formatted(JSON.stringify(report), 'json'));
  writeFileSync(join(folder, 'results.svg'), toSvg(report.results));
}

// The format check of the tests looks at these files too.
async function formatted(text: string, parser: string): Promise<string> {
  const { format, resolveConfig } = await import('prettier');
  return await format(text, { ...(await resolveConfig(__filename)), parser });
}
