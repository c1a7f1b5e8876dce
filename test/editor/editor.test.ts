import { EditorPage } from '../support/editorPage';
import { PeopleOfBoth } from '../support/setUpPeople';
import { testCredentials } from './credentials';
import { testExamples } from './examples';
import { testForms } from './forms';
import { testPanel } from './panel';
import { testRuns } from './runs';
import type { Shared } from './shared';
import { saveCredentials } from '../e2e/workflows';

/** n8n's editor takes its time where other things run at the same time. */
jest.setTimeout(180_000);

describe('the editor, as a person uses it', () => {
  const shared = { people: new PeopleOfBoth() } as Shared;

  beforeAll(async () => {
    shared.editor = await EditorPage.start();
    shared.credentials = await saveCredentials(shared.editor.n8n, 'grpc');
  });

  afterAll(async () => await shared.editor.close());

  describe('the panel', () => testPanel(shared));
  describe('forms', () => testForms(shared));
  describe('runs', () => testRuns(shared));
  describe('credentials', () => testCredentials(shared));
  describe('examples', () => testExamples(shared));
});
