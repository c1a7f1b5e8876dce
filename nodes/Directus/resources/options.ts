import type { INodeProperties } from 'n8n-workflow';

/** "Options" entry of every Directus operation: how many items go out as one request, where the operation allows it. */
export const BATCH_SIZE_OPTION: INodeProperties = {
  displayName: 'Batch Size',
  name: 'batchSize',
  type: 'number',
  typeOptions: { minValue: 1, maxValue: 1000 },
  default: 100,
  description: 'Max number of input items to send in one request; 1 sends each on its own',
};
