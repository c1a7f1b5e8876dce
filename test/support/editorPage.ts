import type { Browser, Locator, Page } from 'playwright-core';
import type { INode } from 'n8n-workflow';

import type { N8nClient, Workflow } from '../../sandbox/n8n-client';
import { openN8n } from '../e2e/workflows';
import { shoot, startBrowser } from './browser';
import { unique } from './unique';

const WINDOW = { locale: 'en-GB', viewport: { width: 1440, height: 900 } };
/** How long the editor may take for anything, in milliseconds. */
const PATIENCE = 45_000;

/** A node of a workflow that a test makes. */
export type NewNode = Pick<INode, 'name' | 'type' | 'typeVersion' | 'parameters' | 'credentials'>;

/** n8n's editor in a browser, its owner signed in, as one person uses it. */
export class EditorPage {
  private constructor(
    readonly n8n: N8nClient,
    readonly page: Page,
    private readonly browser: Browser,
  ) {}

  /** Starts a browser and signs it in. */
  static async start(): Promise<EditorPage> {
    const n8n = await openN8n();
    const browser = await startBrowser();
    const context = await browser.newContext(WINDOW);
    const [name = '', ...value] = n8n.cookie.split('=');
    await context.addCookies([{ name, value: value.join('='), url: n8n.url }]);
    context.setDefaultTimeout(PATIENCE);
    return new EditorPage(n8n, await context.newPage(), browser);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  /** What n8n has marked for tests, by its mark. */
  at(mark: string, within: Page | Locator = this.page): Locator {
    return within.locator(`[data-test-id="${mark}"]`);
  }

  /** Runs the workflow by its button and waits until n8n says that it has succeeded. */
  async runWorkflow(): Promise<void> {
    await this.at('execute-workflow-button').click();
    const said = this.page.getByRole('alert').filter({ hasText: 'Workflow executed successfully' });
    await said.waitFor();
    await said.locator('.el-notification__closeBtn').click();
    await said.waitFor({ state: 'hidden' });
  }

  /** Keeps a picture of the window, where pictures are kept. */
  async shoot(name: string): Promise<void> {
    await shoot(this.page, name);
  }

  /** Stores a workflow of nodes in a row and opens it; returns where it is. */
  async openRow(nodes: NewNode[]): Promise<string> {
    const placed = nodes.map((node, index) => ({
      ...node,
      id: crypto.randomUUID(),
      position: [index * 240, 0] as [number, number],
    }));
    const connections = Object.fromEntries(
      nodes
        .slice(1)
        .map(({ name }, index) => [
          nodes[index]?.name ?? '',
          { main: [[{ node: name, type: 'main', index: 0 }]] },
        ]),
    );
    return await this.openWorkflow({ name: unique(), nodes: placed, connections } as Workflow);
  }

  /** Stores a workflow, whose name must be new, and opens it. */
  async openWorkflow(workflow: Workflow): Promise<string> {
    const id = await this.n8n.saveWorkflow(workflow);
    await this.goTo(`/workflow/${id}`);
    await this.page.locator(`[data-test-id="workflow-name-input"][title="${workflow.name}"]`).waitFor();
    await this.at('canvas-node').first().waitFor();
    return id;
  }

  /** Loads the editor with an empty workflow, and imports a file into it. */
  async importWorkflow(workflow: Workflow): Promise<void> {
    await this.page.goto(`${this.n8n.url}/workflow/new`);
    await this.at('canvas-add-button').waitFor();
    const file = {
      name: 'workflow.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(workflow)),
    };
    await this.at('workflow-import-input').setInputFiles(file);
    await this.at('canvas-node').first().waitFor();
  }

  /** Goes to a page of the editor, without loading all of it anew where it is loaded already. */
  private async goTo(path: string): Promise<void> {
    const { page } = this;
    const isLoaded = page.url().startsWith(this.n8n.url);
    // What a test that failed has left open is gone with the page.
    if (!isLoaded || (await page.locator('.el-overlay-dialog:visible').count()) > 0) {
      await page.goto(this.n8n.url + path);
      return;
    }
    if (await this.at('ndv').isVisible()) await this.closeNode();
    await page.evaluate(
      `document.querySelector('#app').__vue_app__.config.globalProperties.$router.push(${JSON.stringify(path)})`,
    );
  }

  /** A node on the canvas, by its name. */
  node(name: string): Locator {
    return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
  }

  /** Opens a node of the workflow by a double click. */
  async openNode(name: string): Promise<void> {
    await this.node(name).dblclick({ position: { x: 20, y: 20 } });
    await this.at('node-parameters').waitFor();
  }

  async closeNode(): Promise<void> {
    await this.at('ndv-close-button').click();
    await this.at('ndv').waitFor({ state: 'hidden' });
  }

  /** Opens the panel of nodes, as after the first step. */
  async openPanel(): Promise<void> {
    await this.at('node-creator-plus-button').click();
    await this.search.waitFor();
  }

  get search(): Locator {
    return this.at('node-creator-search-bar');
  }

  /** An entry of the panel: a node or an action. */
  entry(name: string): Locator {
    return this.at('node-creator-item-name').filter({ hasText: exactly(name) });
  }

  /** The field of a parameter. */
  field(name: string): Locator {
    return this.at('node-parameters').locator(`[data-test-id="parameter-input-${name}"]`);
  }

  /** Chooses an entry of a field that drops down. */
  async choose(field: string, entry: string): Promise<void> {
    await this.field(field).click();
    const entries = this.page.locator('[role="option"][data-test-id="parameter-input-item"]:visible');
    await entries
      .filter({ has: this.page.getByText(entry, { exact: true }) })
      .first()
      .click();
    await entries.first().waitFor({ state: 'hidden' });
  }

  /** The names of the fields that are red. */
  async redFields(): Promise<string[]> {
    const red = await this.at('node-parameters').locator('.has-issues').all();
    return await Promise.all(
      red.map(async (field) => (await field.getAttribute('data-test-id')) ?? 'a field'),
    );
  }

  /** Runs the open node and waits for what comes of it. */
  async execute(): Promise<void> {
    await this.at('node-execute-button').click();
    await this.at('node-run-status-success').or(this.at('node-run-status-danger')).first().waitFor();
  }

  /** What the open node put out. */
  get output(): Locator {
    return this.at('output-panel');
  }

  /** Shows the output as a table, as JSON or as files. */
  async show(form: 'table' | 'json' | 'binary'): Promise<void> {
    await this.at(`radio-button-${form}`, this.output).click();
  }

  /** Drags something to another place with the mouse. */
  async drag(from: Locator, to: Locator): Promise<void> {
    const { mouse } = this.page;
    const [start, end] = await Promise.all([middleOf(from), middleOf(to)]);
    await mouse.move(...start);
    await mouse.down();
    await mouse.move(...end, { steps: 10 });
    await mouse.up();
  }
}

/** A text that is the whole text of an element. */
export function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}

async function middleOf(place: Locator): Promise<[x: number, y: number]> {
  const box = await place.boundingBox();
  if (box === null) throw new Error(`Nothing is shown at ${place.toString()}`);
  return [box.x + box.width / 2, box.y + box.height / 2];
}
