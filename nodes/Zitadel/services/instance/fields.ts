import { text } from '../inputs';

/** The instance that an operation is about. */
export const instanceId = text('Instance ID', 'instanceId', {
  required: true,
  placeholder: 'e.g. 163840776835432705',
});

/** The same where it may be left out. */
export const ownInstanceId = text('Instance ID', 'instanceId', {
  placeholder: 'e.g. 163840776835432705',
  description: 'Another instance than that of the credential. Requires a system user.',
});
