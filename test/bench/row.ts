import type { IDataObject, INode } from 'n8n-workflow';

import type { Setting } from './setting';

/** A node to measure: its parameters see the input items. */
export type Step = Pick<INode, 'type' | 'typeVersion' | 'parameters' | 'credentials'>;

/** One line of the benchmark: a piece of work, done by our node and by n8n's HTTP Request node. */
export interface Row {
  /** What is done, after the number of items: "creates on Directus". */
  work: string;
  items: number;
  /** Most that the ratio "ours / theirs" may be; absent where it is only printed. */
  limit?: number;
  /** Most connections that our node may open. */
  mostConnections?: number;
  /** Which way the work takes; its connections are counted. */
  door: keyof Setting['doors'];
  /** Set where the node gets the items one by one, each in a run of its own. */
  oneByOne?: boolean;
  /** Makes the input items of one run, and what they are about. */
  input: (setting: Setting, count: number) => Promise<IDataObject[]>;
  ours: (setting: Setting) => Step;
  theirs: (setting: Setting) => Step;
  /** Undoes what a run did, out of what the node put out. */
  undo?: (setting: Setting, output: IDataObject[]) => Promise<void>;
}
