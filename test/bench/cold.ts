import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { IDataObject } from 'n8n-workflow';

import { serverEnvironment } from '../../sandbox/environment';
import { runtimeOf } from '../../sandbox/runtime';
import { figure, type Figure } from './figure';
import type { Setting } from './setting';
import { median } from './statistics';
import { PACKAGE } from './steps';

/** A node that is run in a new process. */
export interface ColdRun {
  /** The compiled node. */
  file: string;
  name: string;
  parameters: IDataObject;
  credential: IDataObject;
}

const REQUEST = { specifyBody: 'json', jsonBody: '{}', options: {}, returnAll: false, limit: 1 };
const USERS = { resource: 'UserService', operation: 'listUsers', authentication: 'zitadelApi', ...REQUEST };

/** From loading a node to its first item, in a process that has loaded nothing but n8n. */
export async function coldStarts(setting: Setting, rounds: number): Promise<Figure[]> {
  const modules = join(setting.folder, 'n8n', '.n8n', 'nodes', 'node_modules', PACKAGE);
  const fileOf = (name: string): string => join(modules, 'dist', 'nodes', name, `${name}.node.js`);
  const { zitadel, directus } = setting.direct;
  const cases: Array<[way: string, limit: number, run: Omit<ColdRun, 'file'>]> = [
    [
      'Zitadel over gRPC',
      300,
      { name: 'Zitadel', parameters: USERS, credential: { ...zitadel, transport: 'grpc' } },
    ],
    [
      'Zitadel over HTTP/JSON',
      150,
      { name: 'Zitadel', parameters: USERS, credential: { ...zitadel, transport: 'http' } },
    ],
    [
      'Directus',
      150,
      {
        name: 'Directus',
        parameters: { resource: 'users', operation: 'list', ...REQUEST },
        credential: directus,
      },
    ],
  ];
  const figures: Figure[] = [];
  for (const [way, limit, run] of cases) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      times.push(await startCold({ ...run, file: fileOf(run.name) }));
    }
    figures.push(figure(`First item of a cold node, ${way}`, median(times), 'ms', limit));
  }
  return figures;
}

async function startCold(run: ColdRun): Promise<number> {
  const { stdout } = await promisify(execFile)(
    runtimeOf('n8n').node,
    ['--no-warnings', join(__dirname, 'cold-child.ts'), JSON.stringify(run)],
    // Where the package finds what n8n itself brings.
    { env: serverEnvironment({ NODE_PATH: join(__dirname, '..', '..', 'node_modules') }) },
  );
  return Number(stdout);
}
