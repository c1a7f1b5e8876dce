import type { INodeProperties } from 'n8n-workflow';

import { json, longText, number, text, toggle } from './inputs';

/** Settings of the project that workflows change most; all others can be given as JSON. */
export const settingsFields: INodeProperties[] = [
  longText('Custom CSS', 'custom_css'),
  text('Default Language', 'default_language', { placeholder: 'e.g. de-DE' }),
  number('Login Attempts', 'auth_login_attempts', {
    default: 25,
    description: 'Failed attempts after which a user is suspended',
  }),
  json('Module Bar', 'module_bar'),
  text('Password Policy', 'auth_password_policy', {
    description: 'Regular expression that new passwords must match',
  }),
  text('Project Color', 'project_color', { placeholder: 'e.g. #6644FF' }),
  text('Project Descriptor', 'project_descriptor'),
  text('Project Name', 'project_name'),
  text('Project URL', 'project_url'),
  longText('Public Note', 'public_note'),
  toggle('Public Registration', 'public_registration', 'anyone can register'),
  text('Public Registration Role ID', 'public_registration_role'),
];
