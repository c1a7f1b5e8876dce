import type { Row } from '../row';
import { directusRows } from './directus';
import { zitadelRows } from './zitadel';

/** All that is measured, in the order of the table. */
export const rows: readonly Row[] = [...directusRows, ...zitadelRows];
