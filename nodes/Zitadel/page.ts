import type {
  ICredentialDataDecryptedObject,
  IExecuteFunctions,
  INodeExecutionData,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';

import type { NodeContext } from '../shared/context';
import { InputError } from '../shared/errors';
import { PAGE_SETTINGS } from '../shared/page/settings';
import { servePage } from '../shared/page/webhook';
import { asText, isObject, parseObject, text, unknownName } from '../shared/parse';
import { keptParameters, type ReadParameter, waitAtPage } from '../shared/run/wait';
import { readConnection } from './call/connection';
import { headerText } from './call/headerText';
import { type ConfirmWith, type TotpPage, ZitadelSecondFactor } from './call/secondFactor';

const CONFIRMATIONS: readonly ConfirmWith[] = ['password', 'email', 'link'];
/** Fields of the credentials that sign in; each credential has one of them. */
const SECRETS = ['token', 'key', 'clientSecret', 'oauthTokenData'];

/** Waits until a person has set up an authenticator app at the page. */
export async function waitForTotp(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const names = ['authentication', ...PAGE_SETTINGS.map(({ name }) => name)];
  return await waitAtPage(context, names, async (parameter) => {
    const page = readPage(parameter);
    const organizationId = readOrganization(parameter);
    const read = (name: string): unknown => (name === 'organizationId' ? organizationId : parameter(name));
    await (await open(context, page, read)).check();
    return { ...page, organizationId };
  });
}

/** Answers a request to that page. */
export async function serveTotpPage(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const parameter = keptParameters(context);
  return await servePage(context, parameter, async () => {
    const page = {
      userId: asText(parameter('userId')),
      confirmWith: readConfirmation(parameter('confirmWith')),
      recoveryCodes: parameter('recoveryCodes') === true,
    };
    return await open(context, page, parameter);
  });
}

async function open(
  context: NodeContext,
  page: TotpPage,
  parameter: ReadParameter,
): Promise<ZitadelSecondFactor> {
  const type = parameter('authentication') === 'zitadelOAuth2Api' ? 'zitadelOAuth2Api' : 'zitadelApi';
  const connection = await readConnection(context, type);
  const credential = await context.getCredentials<ICredentialDataDecryptedObject>(type);
  const secret = JSON.stringify(SECRETS.map((field) => credential[field] ?? ''));
  const organizationId = asText(parameter('organizationId'));
  const headers =
    organizationId === '' ? connection.headers : { ...connection.headers, 'x-zitadel-orgid': organizationId };
  return new ZitadelSecondFactor({ ...connection, headers }, page, secret);
}

function readPage(parameter: ReadParameter): TotpPage {
  const isJson = parameter('specifyBody') === 'json';
  const body = isJson ? parseObject('JSON', parameter('jsonBody')) : { userId: parameter('userId') };
  const unknown = Object.keys(body).find((name) => name !== 'userId');
  if (unknown !== undefined) throw unknownName('The field', unknown, ['userId']);
  const userId = text('User (userId)', body.userId).trim();
  if (userId === '') throw new InputError('User (userId) is required', 'Choose the person, or write the ID.');
  return {
    userId,
    confirmWith: readConfirmation(parameter('confirmWith') ?? 'password'),
    recoveryCodes: parameter('recoveryCodes') === true,
  };
}

function readConfirmation(value: unknown): ConfirmWith {
  const found = CONFIRMATIONS.find((known) => known === value);
  if (found === undefined) throw unknownName('Confirm With', asText(value), CONFIRMATIONS);
  return found;
}

function readOrganization(parameter: ReadParameter): string {
  const options = parameter('options');
  const given = isObject(options) ? options.organizationId : undefined;
  return headerText('Organization under Options', isObject(given) ? given.value : given);
}
