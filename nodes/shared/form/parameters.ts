import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';

import { isObject } from '../parse';
import type { Operation, Table } from './operation';

/**
 * Reads a node's parameters item by item. A parameter that holds no expression is the same for every item, so it is
 * resolved once.
 */
export class ParameterReader {
  private readonly constant = new Map<string, unknown>();
  private readonly raw: INodeParameters;

  constructor(private readonly context: IExecuteFunctions) {
    this.raw = context.getNode().parameters;
  }

  /**
   * @param name parameter name
   * @param itemIndex item whose values expressions see
   * @returns the parameter's value, or undefined where the item's operation has no such parameter
   */
  read(name: string, itemIndex: number): unknown {
    const raw = this.raw[name];
    if (raw === undefined) return undefined;
    if (this.constant.has(name)) return this.constant.get(name);
    const extractValue = isObject(raw) && '__rl' in raw;
    const value: unknown = this.context.getNodeParameter(name, itemIndex, undefined, { extractValue });
    if (!holdsExpression(raw)) this.constant.set(name, value);
    return value;
  }
}

/** One input item with its operation and parameters. */
export interface ItemContext<Row extends Operation> {
  readonly execution: IExecuteFunctions;
  readonly itemIndex: number;
  readonly table: Table<Row>;
  readonly operation: Row;
  /** Aborted when the user stops the execution. */
  readonly signal: AbortSignal | undefined;
  /** A parameter's value for this item, undefined where it is not set. */
  parameter(name: string): unknown;
}

function holdsExpression(value: unknown): boolean {
  if (typeof value === 'string') return value.startsWith('=');
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsExpression);
}
