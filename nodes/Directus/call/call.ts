import type { Call } from '../../shared/run/call';
import type { RecordKey } from '../schema/reader';
import type { Sending } from './sending';

/** A call with what a batch needs to know of it. */
export interface DirectusCall extends Call {
  payload: { sending: Sending; key?: RecordKey };
}
