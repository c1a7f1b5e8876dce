import type { JsonObject } from '../../shared/json';
import type { AttemptSettings } from '../../shared/run/attempts';
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
  /** How the call may be sent again; not at all without it. */
  attempts?: Pick<AttemptSettings, 'retries' | 'pace'>;
}
