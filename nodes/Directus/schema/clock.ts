import type { IExecuteFunctions } from 'n8n-workflow';

/** The workflow's clock. */
export interface Clock {
  /** Its time zone. */
  readonly zone: string;
}

/** The clock of the workflow that runs; it is asked for when a moment is read. */
export function clockOf(execution: Pick<IExecuteFunctions, 'getTimezone'>): Clock {
  return {
    get zone() {
      return execution.getTimezone();
    },
  };
}
