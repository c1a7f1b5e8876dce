import { setTimeout as sleep } from 'node:timers/promises';

import { N8nClient } from '../../sandbox/n8n-client';

const PAUSE = 250;
const STATE = /^\/rest\/executions\/\d+$/;

/** A client that leaves n8n alone while it works, and bears with it when it is too busy to answer. */
export class PatientClient extends N8nClient {
  override async request<Reply = unknown>(method: string, path: string, body?: unknown): Promise<Reply> {
    // Being asked takes time that would be counted as the node's.
    if (STATE.test(path)) await sleep(PAUSE);
    try {
      return await super.request<Reply>(method, path, body);
    } catch (error) {
      // An n8n that was busy closes connections that it believes to be idle.
      if (method !== 'GET' || !(error instanceof TypeError)) throw error;
      return await super.request<Reply>(method, path, body);
    }
  }
}
