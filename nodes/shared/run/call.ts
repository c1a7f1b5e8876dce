import type { IBinaryKeyData, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../form/operation';
import type { ItemContext } from '../form/parameters';
import type { JsonObject } from '../json';

/** A row to put out. */
export interface ReplyRow {
  json: JsonObject;
  binary?: IBinaryKeyData;
}

/** What a call of one item came back with: the rows to put out, in order. */
export type Reply = ReplyRow[];

/** One request to a service, for one input item. */
export interface Call {
  itemIndex: number;
  /**
   * Calls with the same key may go out together, as one request.
   * Absent where the call must go out alone.
   */
  batchKey?: string;
  /** Sends the call. Throws `InputError` or `ServiceError`. */
  send(): Promise<Reply>;
  /** What `Protocol.sendBatch` needs of this call. */
  payload?: unknown;
}

/** The result of one call: its rows, or what went wrong. */
export type Outcome = { reply: Reply } | { error: unknown };

/** What makes an operation of a node into requests: one for Zitadel, one for Directus. */
export interface Protocol<Row extends Operation> {
  /**
   * Makes the call of one item. Reads and checks its parameters; sends nothing that changes anything.
   * Throws `InputError` for what the user can mend.
   */
  prepare(item: ItemContext<Row>): Promise<Call>;
  /**
   * Sends calls of one `batchKey` as one request. Gives one outcome a call, in the order of `calls`; throws where the
   * service refused all, and then none took effect.
   */
  sendBatch?(calls: Call[]): Promise<Outcome[]>;
  /** What a person should know of the run once it is done, beside its output. */
  hints?(): string[];
}

/** An item on its way out; `pairedItem` is set by the router. */
export type OutputItem = INodeExecutionData;
