import type { IExecuteFunctions } from 'n8n-workflow';

import type { ItemContext } from '../shared/form/parameters';
import { readRequest } from '../shared/form/request';
import { readListSettings, readTimeout } from '../shared/form/settings';
import type { JsonObject } from '../shared/json';
import { checkCode, fillCode } from '../shared/otp';
import { isObject } from '../shared/parse';
import { addQrCode, qrCodeField } from '../shared/qrCode';
import type { Policy } from '../shared/run/policy';
import { Progress } from '../shared/run/progress';
import type { Call, Outcome, Protocol, Reply } from '../shared/run/call';
import { Turns } from '../shared/run/turns';
import { batchKeyOf, type ReadableCall, readTogether } from './call/batches';
import type { ZitadelConnection, ZitadelRequest } from './call/client';
import { credentialTypeOf, readConnection } from './call/connection';
import { changedRecords, isRead } from './call/effect';
import { lookFor } from './call/existing';
import { headerText } from './call/headerText';
import { listingOf, ownLimit, readList } from './call/listing';
import { checkOwner, Organizations } from './call/organizations';
import { RecentWrites } from './call/recentWrites';
import { sendSettled } from './call/settling';
import { untilRecent } from './call/untilRecent';
import { loadCatalogue } from './catalogue/catalogue';
import type { ZitadelOperation } from './operation';
import { creationNames, readRepeatSettings, sendRepeatable } from './repeat';
import { withContent } from './reply/emptyReply';
import { SIMPLIFIERS } from './reply/simplifiers';
import { checkRequest } from './request/checkRequest';
import { checkOrganization, whyIneffective } from './request/organization';
import { type RawRequest, readRawRequest } from './request/rawRequest';
import { withTextAsBytes } from './request/textBytes';

/** Stands for a code that is made at the moment of sending, while the rest of the request is checked. */
const CODE_TO_COME = '000000';

/** Makes the Zitadel node's operations into calls of Zitadel's services. */
export class ZitadelProtocol implements Protocol<ZitadelOperation> {
  private connection: Promise<ZitadelConnection> | undefined;

  private readonly turns = new Turns();

  private readonly organizations = new Organizations();

  /** Records that were created, by what tells them from others. */
  private readonly made = new Set<string>();

  /** What was said to the user already. */
  private readonly hints = new Set<string>();

  async prepare(item: ItemContext<ZitadelOperation>, policy: Policy): Promise<Call> {
    const { operation, signal } = item;
    const options = item.parameter('options');
    const qrCode = operation.qrCode === undefined ? undefined : qrCodeField(option(options, 'qrCode'));
    const { service, method, request } = await this.request(item);
    const listing = listingOf(service, method);
    const list = listing && { listing, ...readListSettings(item, ownLimit(listing, request)) };
    const organizationId = headerText(
      'Organization under Options',
      chosen(option(options, 'organizationId')),
    );
    checkOrganization(request, organizationId);
    if (organizationId !== '') this.hint(item.execution, whyIneffective(item.table.value, request));
    const repeat = readRepeatSettings(item.table.value, method, options);
    const reached = await this.connect(item.execution, organizationId);
    const writes = new RecentWrites(item.execution, reached);
    const onReply = (sent: ZitadelRequest, reply: JsonObject): void => {
      const { rule } = repeat;
      const isOurs = rule !== undefined && sent.method === method;
      const look = isOurs ? lookFor({ call: sent, rule, organizationId }, reply) : undefined;
      writes.note(sent, reply, look);
    };
    const connection = { ...reached, policy, onReply };
    const timeout = readTimeout(options);

    const decodeBytes = option(options, 'decodeBytes') === true;
    const call: ZitadelRequest = { service, method, request, timeout, signal, decodeBytes };
    await this.organizations.check(connection, call);
    const finish = (rows: Reply): Reply => simplified(item, rows);

    const read = async (): Promise<Reply> => {
      const { code } = operation;
      const filled = code === undefined ? call : { ...call, request: await fillCode(request, code, signal) };
      if (option(options, 'waitForWrites') === true && isRead(method)) {
        this.hint(item.execution, await untilRecent(connection, filled, listing?.paging, writes.all()));
      }
      if (list !== undefined) {
        const progress = new Progress(item.execution, (rows) => `${rows} rows read`);
        return await readList(connection, filled, list.listing, list.most, progress);
      }
      const sendOnce = (): Promise<JsonObject> => sendSettled(connection, filled, repeat.rule);
      const names = creationNames(repeat, filled, organizationId);
      const reply = await this.turns.take(names, async () => {
        const wasMade = names.some((name) => this.made.has(name));
        const done = await sendRepeatable(
          repeat,
          { connection, call: filled, organizationId, wasMade },
          sendOnce,
        );
        for (const name of names) this.made.add(name);
        return done;
      });
      checkOwner(filled, organizationId, reply);
      return [{ json: withContent(service, method, reply) }];
    };
    const send = async (): Promise<Reply> => {
      const rows = finish(await read());
      return qrCode === undefined ? rows : await withQrCode(item, rows, qrCode);
    };
    const batchKey = batchKeyOf(call, option(options, 'readInBatches') === true, organizationId);
    const subjects = changedRecords(call);
    return { itemIndex: item.itemIndex, send, batchKey, subjects, payload: { connection, call, finish } };
  }

  async sendBatch(calls: Call[]): Promise<Outcome[]> {
    return await readTogether(calls as ReadableCall[]);
  }

  /** The item's request in canonical form, with the method it is for. */
  private async request(item: ItemContext<ZitadelOperation>): Promise<RawRequest> {
    const { operation, table } = item;
    const { form, values: given } = readRequest(item);
    const timeZone = item.execution.getTimezone();
    if (operation.isRawCall === true) return await readRawRequest(given, timeZone);
    const service = await loadCatalogue(table.value);
    const method = operation.method ?? operation.value;
    const message = service.methods[method]?.request ?? '';
    const filled =
      operation.isLoaded === true && form === 'fields' ? withTextAsBytes(service, message, given) : given;
    const body = operation.code === undefined ? filled : checkCode(filled, operation.code);
    const check = (values: JsonObject): JsonObject => checkRequest(service, message, values, timeZone);
    const request = checkBody(operation, body, check);
    return { service, method, request };
  }

  /** Says something beside the output, once. Older versions of n8n have no place for it. */
  private hint(execution: IExecuteFunctions, message: string | undefined): void {
    const { addExecutionHints } = execution as Partial<IExecuteFunctions>;
    if (message === undefined || this.hints.has(message) || addExecutionHints === undefined) return;
    this.hints.add(message);
    addExecutionHints.call(execution, { message, location: 'outputPane' });
  }

  private async connect(execution: IExecuteFunctions, organizationId: string): Promise<ZitadelConnection> {
    this.connection ??= readConnection(execution, credentialTypeOf(execution));
    const connection = await this.connection;
    if (organizationId === '') return connection;
    return { ...connection, headers: { ...connection.headers, 'x-zitadel-orgid': organizationId } };
  }
}

function simplified(item: ItemContext<ZitadelOperation>, rows: Reply): Reply {
  const { simplify } = item.operation;
  if (simplify === undefined || item.parameter('simplify') !== true) return rows;
  return rows.map((row) => ({ ...row, json: SIMPLIFIERS[simplify](row.json) }));
}

async function withQrCode(
  { execution, operation }: ItemContext<ZitadelOperation>,
  rows: Reply,
  field: string,
): Promise<Reply> {
  const [row] = rows;
  const address = row?.json[operation.qrCode ?? ''];
  if (row === undefined || typeof address !== 'string') return rows;
  return [await addQrCode(execution, row, address, field)];
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

/** The value of a locator, or what an expression wrote in its place. */
function chosen(value: unknown): unknown {
  return isObject(value) && value.__rl === true ? value.value : value;
}

function option(options: unknown, name: string): unknown {
  return isObject(options) ? options[name] : undefined;
}
