import type { Workflow } from './n8n-client';

/**
 * Fills the ids of stored credentials into a workflow that names them.
 * @param workflow its nodes hold `credentials: { zitadelApi: { name: 'Zitadel' } }`
 * @param ids the id of each credential by its name
 * @returns a copy of the workflow
 * @throws when a node names a credential that is not among the ids
 */
export function withCredentials(workflow: Workflow, ids: Record<string, string>): Workflow {
  const nodes = workflow.nodes.map((node) => {
    if (!node.credentials) return node;
    const filled = Object.entries(node.credentials).map(([type, { name }]) => {
      const id = ids[name];
      if (!id) throw new Error(`Node "${node.name}" of "${workflow.name}" needs the credential "${name}"`);
      return [type, { id, name }] as const;
    });
    return { ...node, credentials: Object.fromEntries(filled) };
  });
  return { ...workflow, nodes };
}
