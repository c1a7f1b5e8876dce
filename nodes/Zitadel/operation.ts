import type { Operation, Table } from '../shared/operation';

/** A row of a Zitadel service: its `value` is the method's name in the proto, in lowerCamelCase. */
export type ZitadelOperation = Operation;

/** All operations of one Zitadel service; `value` names its catalogue. */
export type ZitadelTable = Table<ZitadelOperation>;
