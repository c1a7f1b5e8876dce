import type { JsonObject } from '../../shared/json';
import type { ServiceDescription } from '../catalogue/catalogue';

/** One call of a method. */
export interface ZitadelRequest {
  service: ServiceDescription;
  /** Method name in lowerCamelCase. */
  method: string;
  /** Request as `checkRequest` gives it. */
  request: JsonObject;
  /** Milliseconds. */
  timeout: number;
  signal?: AbortSignal;
  /** Whether bytes of the reply are put out as text. */
  decodeBytes?: boolean;
}
