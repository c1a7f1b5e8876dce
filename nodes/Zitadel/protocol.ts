import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import type { ItemContext } from '../shared/context';
import { InputError } from '../shared/errors';
import type { Call, Json, JsonObject, Protocol, Reply } from '../shared/operation';
import { checkCode, fillCode } from '../shared/otp';
import { readPages } from '../shared/pages';
import { isObject } from '../shared/parse';
import { addQrCode, qrCodeField } from '../shared/qrCode';
import { readRequest } from '../shared/request';
import { readListSettings, readTimeout, text } from '../shared/settings';
import { readEndpoint } from '../shared/transport/endpoint';
import { loadCatalogue } from './catalogue';
import { checkRequest } from './checkRequest';
import type { ZitadelOperation } from './operation';
import { callZitadel, type ZitadelConnection, type ZitadelRequest } from './transport';

const PAGE_SIZE = 500;
/** Stands for a code that is made at the moment of sending, while the rest of the request is checked. */
const CODE_TO_COME = '000000';

/** Makes the Zitadel node's operations into calls of Zitadel's services. */
export class ZitadelProtocol implements Protocol<ZitadelOperation> {
  private connection: Promise<ZitadelConnection> | undefined;

  async prepare(item: ItemContext<ZitadelOperation>): Promise<Call> {
    const { operation } = item;
    const options = item.parameter('options');
    const qrCode = operation.qrCode === undefined ? undefined : qrCodeField(option(options, 'qrCode'));
    const service = await loadCatalogue(item.table.value);
    const message = service.methods[operation.value]?.request ?? '';
    const given = readRequest(item).values;
    const body = operation.code === undefined ? given : checkCode(given, operation.code);
    const request = checkBody(operation, body, (values) => checkRequest(service, message, values));
    const list = operation.list === undefined ? undefined : readListSettings(item, limitOf(request));
    const connection = await this.connect(
      item.execution,
      text('Organization ID', option(options, 'organizationId')),
    );
    const timeout = readTimeout(options);

    const send = async (): Promise<Reply> => {
      const filled =
        operation.code === undefined ? request : await fillCode(request, operation.code, item.signal);
      const call = { service, method: operation.value, request: filled, timeout, signal: item.signal };
      if (list !== undefined) return await readList(connection, call, list.most, operation.list?.rows);
      const json = await callZitadel(connection, call);
      const address = operation.qrCode === undefined ? undefined : json[operation.qrCode];
      if (qrCode === undefined || typeof address !== 'string') return [{ json }];
      return [await addQrCode(item.execution, { json }, address, qrCode)];
    };
    return { itemIndex: item.itemIndex, send };
  }

  private async connect(execution: IExecuteFunctions, organizationId: string): Promise<ZitadelConnection> {
    this.connection ??= readConnection(execution);
    const connection = await this.connection;
    if (organizationId === '') return connection;
    return { ...connection, headers: { ...connection.headers, 'x-zitadel-orgid': organizationId } };
  }
}

async function readConnection(execution: IExecuteFunctions): Promise<ZitadelConnection> {
  const credential = await execution.getCredentials<ICredentialDataDecryptedObject>('zitadelApi');
  const endpoint = readEndpoint(execution, credential, 'Zitadel');
  const token = text('Token in the credential', credential.token).trim();
  if (token === '')
    throw new InputError('Token in the credential is empty', 'Paste a personal access token.');
  const instanceHost = text('Instance Host in the credential', credential.instanceHost).trim();
  return {
    endpoint,
    transport: credential.transport === 'http' ? 'http' : 'grpc',
    headers: {
      authorization: `Bearer ${token}`,
      ...(instanceHost !== '' && { 'x-zitadel-instance-host': instanceHost }),
    },
  };
}

/** Checks a request whose code may not be there yet. The secret to make it from is kept beside, and never sent. */
function checkBody(
  { code }: ZitadelOperation,
  body: JsonObject,
  check: (values: JsonObject) => JsonObject,
): JsonObject {
  const secret = code === undefined ? undefined : body[code.secretField];
  if (code === undefined || secret === undefined) return check(body);
  const { [code.secretField]: _, ...sent } = body;
  const { [code.field]: __, ...checked } = check({ ...sent, [code.field]: CODE_TO_COME });
  return { ...checked, [code.secretField]: secret };
}

function limitOf(request: JsonObject): Json | undefined {
  return isObject(request.query) ? request.query.limit : undefined;
}

/** Reads a list of `zitadel.object.v2.ListQuery`: one row an item. */
async function readList(
  connection: ZitadelConnection,
  call: ZitadelRequest,
  most: number,
  rowsField = 'result',
): Promise<Reply> {
  const query = isObject(call.request.query) ? call.request.query : {};
  const start = Number(query.offset ?? 0);
  // Ascending by ID, the server's own order, puts what is created meanwhile last, so that no row moves between pages.
  const order: JsonObject =
    call.request.sortingColumn === undefined && query.asc === undefined ? { asc: true } : {};
  const rows = await readPages(
    async (offset, size) => {
      const page = { ...query, ...order, offset: String(start + offset), limit: size };
      const reply = await callZitadel(connection, { ...call, request: { ...call.request, query: page } });
      const total = isObject(reply.details) ? Number(reply.details.totalResult ?? 0) - start : undefined;
      const found = reply[rowsField];
      return { rows: Array.isArray(found) ? found : [], total };
    },
    most,
    PAGE_SIZE,
  );
  return rows.map((row) => ({ json: isObject(row) ? row : { value: row } }));
}

function option(options: unknown, name: string): unknown {
  return isObject(options) ? options[name] : undefined;
}
