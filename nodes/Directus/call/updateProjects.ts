import { asText, isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { noSuchRecord } from '../reply/records';
import { listOf } from '../reply/rows';
import { callDirectus } from './client';
import { sendOne } from './one';
import { toPath } from './path';
import type { Sending } from './sending';

/**
 * Chooses the projects that Directus builds. Directus passes over projects to remove that it does not have.
 *
 * @throws ServiceError where a project to remove is not there
 */
export async function sendUpdateProjects(sending: Sending): Promise<Reply> {
  const { connection, input } = sending;
  const removed = listOf(isObject(input.data) ? input.data.delete : undefined);
  if (removed.length > 0) {
    const path = toPath('/deployments/:provider/dashboard', input.parameters);
    const dashboard = await callDirectus(connection, { verb: 'GET', path });
    const projects = listOf(isObject(dashboard) ? dashboard.projects : undefined);
    const known = projects.map((project) => (isObject(project) ? project.id : undefined));
    const missing = removed.find((id) => !known.includes(id));
    if (missing !== undefined) throw noSuchRecord(asText(missing));
  }
  const projects = await sendOne(sending);
  // None is left, but a change is always put out.
  return projects.length > 0 ? projects : [{ json: { updated: true } }];
}
