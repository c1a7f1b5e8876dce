import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { MethodNames } from './types';

/** The names of all methods of all services, which the node's description needs before any catalogue is read. */
export const METHOD_NAMES = JSON.parse(
  readFileSync(join(__dirname, 'generated', 'methods.json'), 'utf8'),
) as MethodNames;
