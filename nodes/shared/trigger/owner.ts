import { createHash } from 'node:crypto';

import type { IHookFunctions } from 'n8n-workflow';

/** What makes something on a service belong to one trigger node. */
export interface Owner {
  /** ID of the n8n. */
  instance: string;
  workflow: string;
  node: string;
  /** Whether it is for a test event only, and not for the published workflow. */
  isTest: boolean;
}

/** The owner of what a trigger node makes on its service. A renamed node is the same owner, a copied one is another. */
export function ownerOf(hook: IHookFunctions): Owner {
  return {
    instance: hook.getInstanceId(),
    workflow: hook.getWorkflow().id ?? '',
    node: hook.getNode().id,
    isTest: hook.getMode() === 'manual',
  };
}

/**
 * A UUID that is always the same for the same owner and purpose. What a crash left on the service is found again by it.
 *
 * @returns a version 8 UUID (RFC 9562) made of a hash
 */
export function uuidOf({ instance, workflow, node, isTest }: Owner, purpose: string): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify([instance, workflow, node, isTest, purpose]))
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
