import type { Operation, Table } from '../shared/operation';

/** A row of a Zitadel service: its `value` is the method's name in the proto, in lowerCamelCase. */
export interface ZitadelOperation extends Operation {
  /**
   * How a list is paged: "listQuery" takes `query.limit` and `query.offset` of `zitadel.object.v2.ListQuery`.
   * Set exactly where `list` is.
   */
  paging?: 'listQuery';
}

/** All operations of one Zitadel service; `value` names its catalogue. */
export type ZitadelTable = Table<ZitadelOperation>;
