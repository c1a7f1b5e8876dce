import { text } from '../inputs';

/** The application that an operation is about. */
export const applicationId = text('Application ID', 'applicationId', {
  required: true,
  placeholder: 'e.g. 163840776835432705',
});
