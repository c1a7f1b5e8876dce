import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';

/** What the triggers of this process wrote last, by workflow and place. */
const written = new Map<string, Map<string, string>>();

/**
 * What a trigger keeps over restarts, in the workflow's static data. It is under the node's ID there: n8n's own place for a
 * node goes by its name, and a renamed node would begin anew.
 *
 * n8n stores the data of a workflow as a whole, and each time a node is published alone it gets a copy of its own. What a
 * node writes therefore takes along what the others of the workflow wrote last, or it would set them back.
 */
export class Progress<Kept extends object> {
  private readonly data: IDataObject;
  private readonly place: string;
  private readonly places: Map<string, string>;

  /** @param kind tells the trigger's data from that of others */
  constructor(trigger: ITriggerFunctions, kind: string) {
    this.data = trigger.getWorkflowStaticData('global');
    this.place = `${kind}:${trigger.getNode().id}`;
    const workflow = trigger.getWorkflow().id ?? '';
    this.places = written.get(workflow) ?? new Map<string, string>();
    written.set(workflow, this.places);
    // Another process may have gone on with it.
    if (trigger.getActivationMode() === 'init') this.places.delete(this.place);
  }

  /** What was kept; undefined where that is nothing. */
  read(): Kept | undefined {
    const text = this.places.get(this.place) ?? this.data[this.place];
    return typeof text === 'string' ? (JSON.parse(text) as Kept) : undefined;
  }

  /** Keeps something; n8n stores it with the next execution. */
  write(kept: Kept): void {
    this.places.set(this.place, JSON.stringify(kept));
    for (const [place, text] of this.places) this.data[place] = text;
  }
}
