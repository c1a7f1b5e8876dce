import type { IExecuteFunctions } from 'n8n-workflow';

import type { ItemContext } from '../shared/form/parameters';
import { readRequest } from '../shared/form/request';
import { readListSettings, readTimeout } from '../shared/form/settings';
import type { Json, JsonObject } from '../shared/json';
import { checkCode, fillCode } from '../shared/otp';
import { isObject } from '../shared/parse';
import { addQrCode, qrCodeField } from '../shared/qrCode';
import type { Call, Outcome, Protocol, Reply } from '../shared/run/call';
import type { Policy } from '../shared/run/policy';
import { explain } from './call/availability';
import { BATCHES, batchKey } from './call/batches';
import type { DirectusCall } from './call/call';
import { completeLists } from './call/completeLists';
import { anonymous } from './call/client';
import type { DirectusConnection, Session } from './call/connection';
import { sendList } from './call/list';
import { sendOne } from './call/one';
import { hasKeyLists } from './call/keyLists';
import { collectionOf } from './call/path';
import { asPerson, readPerson } from './call/person';
import { readConnection } from './call/readConnection';
import { SENDERS } from './call/senders';
import type { Sending } from './call/sending';
import { refusedOnce } from './call/session';
import { orSingleton } from './call/singleton';
import type { DirectusInput } from './input';
import type { DataRule, DirectusOperation } from './operation';
import { isRepeatable, readRepeat, sendRepeatable } from './repeat';
import { simplified } from './reply/simplifiers';
import { checkData } from './request/checkData';
import { checkRequest } from './request/checkRequest';
import { readBinaryField, readFiles } from './request/inputFile';
import { changedRecords } from './request/subjects';
import { checkForms } from './request/valueForms';
import { type Clock, clockOf } from './schema/clock';
import { SchemaReader } from './schema/reader';

/** Makes the Directus node's operations into requests. */
export class DirectusProtocol implements Protocol<DirectusOperation> {
  private credential: ReturnType<typeof readConnection> | undefined;

  private session: Session | undefined;

  private readonly schema = new SchemaReader();

  async prepare(item: ItemContext<DirectusOperation>, policy: Policy): Promise<DirectusCall> {
    const { operation, itemIndex, signal, execution } = item;
    const options = item.parameter('options');
    const qrCode = qrCodeField(isObject(options) ? options.qrCode : undefined);
    const files = await readFiles(item);
    const input = readInput(item, files.length > 0);
    const person =
      operation.actAs === true && isObject(input.data) ? readPerson(item, input.data) : undefined;
    const repeat = readRepeat(operation, options);
    const most = operation.list === true ? mostRows(item, input) : Infinity;
    const connection = await this.connect(execution, readTimeout(options), policy, signal);
    const clock = clockOf(execution);
    input.data = await this.checkBody(connection, operation, input, clock);
    input.query = await this.checkFilters(connection, operation, input, clock);

    const sending: Sending = {
      connection,
      operation,
      input,
      most,
      files,
      binaryField: readBinaryField(item),
      inForm: item.parameter('specifyBody') !== 'json',
      options: isObject(options) ? options : {},
      schema: this.schema,
      execution,
      isSimplified: item.parameter('simplify') === true,
    };
    const act = async (current: DirectusConnection): Promise<Reply> => {
      const rows = await sendRepeatable(repeat, sending, (one) => sendAs(one, current, signal));
      const short = simplifiedRows(sending, rows);
      return qrCode === undefined ? short : await withQrCode(execution, operation, short, qrCode);
    };
    const acting = operation.withoutToken === true ? anonymous(connection) : connection;
    const send = async (): Promise<Reply> => {
      try {
        return await (person === undefined ? act(acting) : asPerson(connection, person, act));
      } catch (error) {
        throw await explain(await orSingleton(error, sending), connection, operation, item.table.name);
      }
    };
    const payload = { sending };
    const subjects = await this.subjectsOf(sending);
    return {
      itemIndex,
      send,
      subjects,
      ...(isRepeatable(repeat) ? { payload } : await this.batchOf(sending)),
    };
  }

  async sendBatch(calls: Call[]): Promise<Outcome[]> {
    const [first] = calls as DirectusCall[];
    const kind = first?.payload.sending.operation.batch;
    const key = first?.payload.key;
    if (kind === undefined || key === undefined) return [];
    const outcomes = await BATCHES[kind](calls as DirectusCall[], key);
    if (first === undefined) return outcomes;
    const completed = await completeOutcomes(first.payload.sending, outcomes);
    return completed.map((outcome, index) => {
      const sending = (calls as DirectusCall[])[index]?.payload.sending;
      if (sending === undefined || !('reply' in outcome)) return outcome;
      return { reply: simplifiedRows(sending, outcome.reply) };
    });
  }

  private async connect(
    execution: IExecuteFunctions,
    timeout: number,
    policy: Policy,
    signal: AbortSignal | undefined,
  ): Promise<DirectusConnection> {
    this.credential ??= readConnection(execution);
    const { session, ...credential } = await this.credential;
    const connection = { ...credential, timeout, signal, policy };
    if (session === undefined) return connection;
    this.session ??= refusedOnce(session);
    return { ...connection, session: this.session };
  }

  private async checkBody(
    connection: DirectusConnection,
    { data, code }: DirectusOperation,
    input: DirectusInput,
    clock: Clock,
  ): Promise<Json> {
    if (data?.collection === undefined) return input.data;
    const { collection: name } = data;
    const collection = name.startsWith(':') ? (input.parameters[name.slice(1)] ?? '') : name;
    const local = code === undefined ? [] : [code.secretField];
    return await this.schema.checkBody(connection, collection, input.data, { rule: data, local, clock });
  }

  private async checkFilters(
    connection: DirectusConnection,
    operation: DirectusOperation,
    input: DirectusInput,
    clock: Clock,
  ): Promise<JsonObject> {
    const collection = collectionOf({ operation, input }) ?? input.parameters.collection;
    if (operation.query !== true || collection === undefined) return input.query;
    const thorough = operation.verb !== 'GET';
    return await this.schema.checkFilters(connection, collection, input.query, { clock, thorough });
  }

  /** The records that a call changes; one item alone needs no order. */
  private async subjectsOf({ connection, operation, input, execution }: Sending): Promise<string[]> {
    const collection = collectionOf({ operation, input });
    if (collection === undefined || execution.getInputData().length < 2) return [];
    const keyField = async (): Promise<string | undefined> =>
      (await this.schema.keyOf(connection, collection))?.field;
    return await changedRecords(operation, input, collection, keyField);
  }

  /** What a batch needs to know of a call, where several items may go out as one request. */
  private async batchOf(sending: Sending): Promise<Pick<DirectusCall, 'batchKey' | 'payload'>> {
    const { connection, operation, execution } = sending;
    const collection = collectionOf(sending);
    const single = execution.getInputData().length < 2;
    const isRelating = sending.inForm && hasKeyLists(sending.input.data);
    if (single || isRelating || collection === undefined || operation.batch === undefined) {
      return { payload: { sending } };
    }
    const key = await this.schema.keyOf(connection, collection);
    const types =
      operation.batch === 'upsert'
        ? await this.schema.typesOf(connection, collection)
        : new Map<string, string>();
    return { batchKey: batchKey(sending, key, types), payload: { sending, key } };
  }
}

/** Completes the rows of all outcomes together. */
async function completeOutcomes(sending: Sending, outcomes: Outcome[]): Promise<Outcome[]> {
  const rows = outcomes.flatMap((outcome) => ('reply' in outcome ? outcome.reply : []));
  const whole = await completeLists(sending, rows);
  let next = 0;
  return outcomes.map((outcome) =>
    'reply' in outcome ? { reply: whole.slice(next, (next += outcome.reply.length)) } : outcome,
  );
}

/** Reads and checks an item's request, but for what only a collection's schema knows. */
function readInput(item: ItemContext<DirectusOperation>, hasFile: boolean): DirectusInput {
  const { operation } = item;
  const input = checkRequest(operation, withPassword(item, readRequest(item)));
  const { code } = operation;
  const rule = ruleOf(operation, hasFile);
  const local = code === undefined ? [] : [code.secretField];
  if (code !== undefined && isObject(input.data)) input.data = checkCode(input.data, code);
  if (rule !== undefined) input.data = checkData(rule, input.data, local);
  const checked = checkForms(operation.forms ?? {}, input);
  return operation.check?.(checked) ?? checked;
}

function simplifiedRows({ isSimplified, operation, input }: Sending, rows: Reply): Reply {
  const { simplify } = operation;
  return !isSimplified || simplify === undefined ? rows : simplified(simplify, input.query, rows);
}

/** How many rows of a list are wanted. Directus takes the limit 0 for none, and -1 for all. */
function mostRows(item: ItemContext<DirectusOperation>, { query }: DirectusInput): number {
  return query.limit === 0 ? 0 : readListSettings(item, query.limit).most;
}

/** What the body may hold: beside a file it may be empty, and in place of one it must hold more. */
function ruleOf({ data, takesFile }: DirectusOperation, hasFile: boolean): DataRule | undefined {
  if (data === undefined || takesFile === undefined) return data;
  return hasFile ? { ...data, notEmpty: false } : { ...data, required: takesFile.requiredWithout };
}

async function sendAs(
  sending: Sending,
  connection: DirectusConnection,
  signal: AbortSignal | undefined,
): Promise<Reply> {
  const { operation, input } = sending;
  const { code, send: name } = operation;
  const send = name !== undefined ? SENDERS[name] : operation.list === true ? sendList : sendOne;
  const fill = code !== undefined && isObject(input.data);
  const data = fill ? await fillCode(input.data as Parameters<typeof fillCode>[0], code, signal) : input.data;
  const filled = { ...sending, connection, input: { ...input, data } };
  return await completeLists(filled, await send(filled));
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
