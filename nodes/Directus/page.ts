import type {
  ICredentialDataDecryptedObject,
  IExecuteFunctions,
  INodeExecutionData,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';

import { InputError } from '../shared/errors';
import { PAGE_SETTINGS } from '../shared/page/settings';
import { servePage } from '../shared/page/webhook';
import { asText, isObject, parseObject, text, unknownName } from '../shared/parse';
import { keptParameters, type ReadParameter, waitAtPage } from '../shared/run/wait';
import { callDirectus } from './call/client';
import type { DirectusConnection } from './call/connection';
import { type CredentialReader, readConnection } from './call/readConnection';
import { DirectusSecondFactor } from './call/secondFactor';

const TIMEOUT = 30_000;

/** Waits until a person has switched 2FA on at the page. */
export async function waitForTfa(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const names = PAGE_SETTINGS.map(({ name }) => name);
  return await waitAtPage(context, names, async (parameter) => {
    const email = readEmail(parameter);
    const connection = await connect(context);
    // A credential that does not work is better found now than by the person.
    await callDirectus(connection, { verb: 'GET', path: '/users/me', query: { fields: ['id'] } });
    return { email };
  });
}

/** Answers a request to that page. */
export async function serveTfaPage(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const parameter = keptParameters(context);
  return await servePage(context, parameter, async () => {
    const reader = context as unknown as CredentialReader;
    const credential = await reader.getCredentials<ICredentialDataDecryptedObject>('directusApi');
    const secret = JSON.stringify([credential.token ?? '', credential.password ?? '']);
    const replaces = parameter('ifSetUp') === 'replace';
    return new DirectusSecondFactor(await connect(reader), asText(parameter('email')), replaces, secret);
  });
}

async function connect(reader: CredentialReader): Promise<DirectusConnection> {
  return { ...(await readConnection(reader)), timeout: TIMEOUT };
}

function readEmail(parameter: ReadParameter): string {
  const body = parseObject('JSON', parameter('specifyBody') === 'json' ? parameter('jsonBody') : {});
  const unknown = Object.keys(body).find((name) => name !== 'data');
  if (unknown !== undefined) throw unknownName('The field', unknown, ['data']);
  const data = isObject(body.data) ? body.data : { email: parameter('email') };
  const other = Object.keys(data).find((name) => name !== 'email');
  if (other !== undefined) throw unknownName('The field', other, ['email']);
  const email = text('Email', data.email).trim();
  if (email === '' || /^[^\s@]+@[^\s@]+$/.test(email)) return email.toLowerCase();
  throw new InputError('Email is not an address', 'Write one, e.g. ada@example.org, or leave it empty.');
}
