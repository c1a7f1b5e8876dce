import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { N8nClient } from '../../sandbox/n8n-client';
import { startSandbox } from '../../sandbox/sandbox';
import { startZitadel } from '../../sandbox/zitadel/server';
import { selfSigned } from '../support/certificate';
import { Api } from './api';
import { Articles } from './articles';
import { Closing } from './closing';
import { saveCredentials, type Credentials } from './credentials';
import { directDoor, foreignDoor, slowDoor, THINKING, tlsDoor, type Door } from './doors';
import { PatientClient } from './patient-client';
import { People } from './people';
import { Probe } from './probe-client';
import { PACKAGE } from './steps';

/** The servers, the ways to them, and what is worked on. */
export interface Setting {
  /** The folder of the sandbox, with n8n's installed packages. */
  folder: string;
  n8n: N8nClient;
  /** Looks into n8n. */
  probe: Probe;
  doors: Record<'directus' | 'directusTls' | 'zitadel' | 'zitadelAtOnce', Door>;
  credentials: Credentials;
  /** What tells the stand-in which instance is meant, when it is called by its address. */
  instanceHeaders: Record<string, string>;
  articles: Articles;
  people: People;
  /** Credentials of the servers themselves, without a way between. */
  direct: Record<'directus' | 'zitadel', { url: string; token: string; instanceHost?: string }>;
  /** What a plain client calls. */
  plain: { directus: Api; zitadel: Api };
  /** Whether Zitadel is a real one. */
  isRealZitadel: boolean;
  stop: () => Promise<void>;
}

/** Zitadel, and how it is reached. */
interface Zitadel {
  url: string;
  token: string;
  instanceHost: string;
  doors: Pick<Setting['doors'], 'zitadel' | 'zitadelAtOnce'>;
}

/** Starts n8n, Directus and, unless ZITADEL_URL names a real one, the Zitadel stand-in. */
export async function startSetting(): Promise<Setting> {
  const closing = new Closing();
  try {
    return await open(closing);
  } catch (error) {
    await closing.all();
    throw error;
  }
}

async function open(closing: Closing): Promise<Setting> {
  const certificate = selfSigned();
  const [probe, directusProbe] = await Promise.all([Probe.prepare(PACKAGE), Probe.prepare()]);
  const sandbox = await startSandbox({
    parts: ['n8n', 'directus12'],
    env: {
      n8n: { ...probe.env, NODE_EXTRA_CA_CERTS: keepFile(certificate.cert, closing) },
      directus12: directusProbe.env,
    },
  });
  closing.add(() => sandbox.stop());
  const { directus12 } = sandbox;
  const n8n = new PatientClient(sandbox.n8n.url);
  await n8n.signIn(sandbox.n8n.email, sandbox.n8n.password);
  const { token, instanceHost, ...zitadel } = await openZitadel(closing);
  const doors = {
    ...zitadel.doors,
    directus: directDoor(directus12.url, directusProbe),
    directusTls: await tlsDoor(directus12.url, certificate),
  };
  closing.add(() => Object.values(doors).forEach((door) => door.close()));
  const people = new People(new Api(zitadel.url, token));
  closing.add(() => people.clear());
  const instanceHeaders: Record<string, string> =
    instanceHost === '' ? {} : { 'x-zitadel-instance-host': instanceHost };
  const secrets = { directusToken: directus12.adminToken, zitadelToken: token, instanceHost };
  return {
    folder: sandbox.folder,
    n8n,
    probe,
    doors,
    credentials: await saveCredentials(n8n, doors, secrets),
    instanceHeaders,
    articles: await Articles.make(new Api(directus12.url, directus12.adminToken)),
    people,
    direct: {
      directus: { url: directus12.url, token: directus12.adminToken },
      zitadel: { url: zitadel.url, token, instanceHost: '' },
    },
    plain: {
      directus: new Api(directus12.url, directus12.adminToken),
      zitadel: new Api(doors.zitadel.url, token, instanceHeaders),
    },
    isRealZitadel: instanceHost === '',
    stop: () => closing.all(),
  };
}

// n8n reads it when it starts.
function keepFile(content: string, closing: Closing): string {
  const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-bench-'));
  closing.add(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'ca.pem');
  writeFileSync(file, content);
  return file;
}

async function openZitadel(closing: Closing): Promise<Zitadel> {
  const { ZITADEL_URL: url, ZITADEL_TOKEN: token } = process.env;
  if (url && token) {
    const door = foreignDoor(url.replace(/\/+$/, ''));
    const doors = { zitadel: door, zitadelAtOnce: door };
    return { url: door.url, token, instanceHost: '', doors };
  }
  const standIn = await startZitadel();
  closing.add(() => standIn.stop());
  return {
    url: standIn.url,
    token: standIn.tokens.admin,
    instanceHost: 'localhost',
    doors: { zitadel: await slowDoor(standIn.url, THINKING), zitadelAtOnce: await slowDoor(standIn.url, 0) },
  };
}
