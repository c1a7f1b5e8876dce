import type { Operation, Table } from '../shared/form/operation';

/** What the rows of a reply are flattened as. */
export type SimplifierName = 'user';

/** A row of a Zitadel service. */
export interface ZitadelOperation extends Operation {
  /** Name of the method in the catalogue, in lowerCamelCase, where it is not the row's value. */
  method?: string;
  /** Set where the service and the method are fields of the request. */
  isRawCall?: boolean;
  /** Flattens a row of the reply; adds "Simplify". */
  simplify?: SimplifierName;
}

/** All operations of one Zitadel service; `value` names its catalogue. */
export type ZitadelTable = Table<ZitadelOperation>;
