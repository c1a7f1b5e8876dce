import type { JsonObject } from './json-object';
import { now } from './time';

export interface ProjectRole {
  displayName: string;
  group: string;
  created: string;
  sequence: number;
}

export interface ProjectGrant {
  roleKeys: string[];
  created: string;
}

export interface Project {
  id: string;
  organizationId: string;
  name: string;
  created: string;
  changed: string;
  sequence: number;
  /** By their keys. */
  roles: Map<string, ProjectRole>;
  /** By the organizations that they are to. */
  grants: Map<string, ProjectGrant>;
}

/** A project as it starts. */
export function newProject(id: string, organizationId: string, name: string): Project {
  const created = now();
  return {
    id,
    organizationId,
    name,
    created,
    changed: created,
    sequence: 1,
    roles: new Map(),
    grants: new Map(),
  };
}

/** Notes that something about a project changed. */
export function touchProject(project: Project): void {
  project.sequence += 1;
  project.changed = now();
}

/** The details of a reply to a read (v1). */
export function projectDetails({ organizationId, created, changed, sequence }: Project): JsonObject {
  return {
    sequence: String(sequence),
    creationDate: created,
    changeDate: changed,
    resourceOwner: organizationId,
  };
}
