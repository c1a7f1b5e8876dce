import type { IExecuteFunctions } from 'n8n-workflow';

import type { ItemContext } from '../shared/context';
import type { Call, Json, JsonObject, Outcome, Protocol, Reply } from '../shared/operation';
import { checkCode, fillCode } from '../shared/otp';
import { readPages } from '../shared/pages';
import { isObject } from '../shared/parse';
import { addQrCode, qrCodeField } from '../shared/qrCode';
import { readRequest } from '../shared/request';
import { readListSettings, readTimeout } from '../shared/settings';
import { BATCHES, batchKey } from './batches';
import { checkData, checkRequest, type DirectusInput } from './checkRequest';
import type { DirectusOperation } from './operation';
import { asPerson, readPerson } from './person';
import { SchemaReader } from './schema';
import { callDirectus, readConnection, type DirectusConnection } from './transport';

/** Rows a page: the most that every Directus gives without being asked for more. */
const PAGE_SIZE = 100;

/** A call with what a batch needs to know of it. */
export interface DirectusCall extends Call {
  payload: { operation: DirectusOperation; input: DirectusInput; connection: DirectusConnection };
}

/** Makes the Directus node's operations into requests. */
export class DirectusProtocol implements Protocol<DirectusOperation> {
  private credential: ReturnType<typeof readConnection> | undefined;

  private readonly schema = new SchemaReader();

  async prepare(item: ItemContext<DirectusOperation>): Promise<DirectusCall> {
    const { operation, itemIndex, signal } = item;
    const options = item.parameter('options');
    const qrCode = qrCodeField(isObject(options) ? options.qrCode : undefined);
    const input = checkRequest(operation, withPassword(item, readRequest(item)));
    if (operation.code !== undefined) input.data = checkCode(input.data, operation.code);
    const local = operation.code === undefined ? [] : [operation.code.secretField];
    const unsure = operation.data === undefined ? [] : checkData(operation.data, input.data, local);
    const person = operation.actAs === true ? readPerson(item, input.data) : undefined;
    const list = operation.list !== true ? undefined : readListSettings(item, input.query.limit);
    const connection = await this.connect(item.execution, readTimeout(options), signal);
    const { collection, fields = [] } = operation.data ?? {};
    if (collection !== undefined) await this.schema.assertFields(connection, collection, unsure, fields);

    const act = async (current: DirectusConnection): Promise<Reply> => {
      const data =
        operation.code === undefined ? input.data : await fillCode(input.data, operation.code, signal);
      const call = { ...input, data };
      const rows =
        list === undefined
          ? await sendOne(current, operation, call)
          : await readList(current, operation, call, list.most);
      return qrCode === undefined ? rows : await withQrCode(item.execution, operation, rows, qrCode);
    };
    const acting = operation.withoutToken === true ? { ...connection, token: undefined } : connection;
    const send = async (): Promise<Reply> =>
      await (person === undefined ? act(acting) : asPerson(connection, person, act));
    return {
      itemIndex,
      send,
      batchKey: batchKey(operation, input),
      payload: { operation, input, connection },
    };
  }

  async sendBatch(calls: Call[]): Promise<Outcome[]> {
    const [first] = calls as DirectusCall[];
    const kind = first?.payload.operation.batch;
    if (kind === undefined) return [];
    return await BATCHES[kind](calls as DirectusCall[]);
  }

  private async connect(
    execution: IExecuteFunctions,
    timeout: number,
    signal: AbortSignal | undefined,
  ): Promise<DirectusConnection> {
    this.credential ??= readConnection(execution);
    return { ...(await this.credential), timeout, signal };
  }
}

/** The path of a call, its parameters encoded so that they can reach no other route. */
export function toPath(path: string, parameters: Record<string, string>): string {
  return path.replace(/:([a-zA-Z]+)/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
}

async function sendOne(
  connection: DirectusConnection,
  operation: DirectusOperation,
  { parameters, query, data }: DirectusInput,
): Promise<Reply> {
  if (operation.existsAt !== undefined) {
    const path = toPath(operation.existsAt, parameters);
    await callDirectus(connection, { verb: 'GET', path, query: { fields: ['id'] } });
  }
  const reply = await callDirectus(connection, {
    verb: operation.verb,
    path: toPath(operation.path, parameters),
    query,
    body: operation.data === undefined ? undefined : data,
  });
  return [toRow(reply ?? operation.emptyReply ?? {})];
}

async function readList(
  connection: DirectusConnection,
  operation: DirectusOperation,
  { parameters, query }: DirectusInput,
  most: number,
): Promise<Reply> {
  const path = toPath(operation.path, parameters);
  const fetch = async (page: JsonObject): Promise<Json[]> => {
    const rows = await callDirectus(connection, { verb: 'GET', path, query: { ...query, ...page } });
    return Array.isArray(rows) ? rows : rows === undefined ? [] : [rows];
  };
  const whole = query.page !== undefined || query.aggregate !== undefined;
  if (whole) return (await fetch(most === Infinity ? {} : { limit: most })).map(toRow);
  const start = Number(query.offset ?? 0);
  const sort = stableSort(query.sort);
  const rows = await readPages(
    async (offset, limit) => ({ rows: await fetch({ offset: start + offset, limit, sort }) }),
    most,
    PAGE_SIZE,
  );
  return rows.map(toRow);
}

/** The primary key as last sort keeps rows that are equal otherwise in one order on all pages. */
function stableSort(sort: Json | undefined): Json {
  const names = Array.isArray(sort) ? sort : [];
  return names.includes('id') || names.includes('-id') ? names : [...names, 'id'];
}

/** A row that is no object is wrapped: Directus gives bare values where only an alias was asked for. */
export function toRow(row: Json): { json: JsonObject } {
  return { json: isObject(row) ? row : { value: row } };
}

async function withQrCode(
  execution: IExecuteFunctions,
  { qrCode }: DirectusOperation,
  rows: Reply,
  field: string,
): Promise<Reply> {
  if (qrCode === undefined) return rows;
  return await Promise.all(
    rows.map(async (row) => {
      const address = row.json[qrCode];
      return typeof address === 'string' ? await addQrCode(execution, row, address, field) : row;
    }),
  );
}

/** Who signs in to generate 2FA confirms with the same password, so it need not be given twice. */
function withPassword(
  item: ItemContext<DirectusOperation>,
  request: ReturnType<typeof readRequest>,
): ReturnType<typeof readRequest> {
  const { operation } = item;
  const confirms = operation.actAs === true && operation.data?.required?.includes('password') === true;
  const password = confirms ? item.parameter('password') : undefined;
  if (request.form !== 'json' || typeof password !== 'string' || password === '') return request;
  const data = isObject(request.values.data) ? request.values.data : {};
  return { ...request, values: { ...request.values, data: { password, ...data } } };
}
