import type { IDataObject } from 'n8n-workflow';

import type { Api } from './api';

type Article = { id: string };

const PATH = '/items/articles';
const TEXT = 'A paragraph as it stands in an article, of the length that such a paragraph has. '.repeat(4);

/** The content in Directus that is worked on: a collection "articles" whose key is a uuid. */
export class Articles {
  private ids: string[] = [];
  private made = 0;

  private constructor(private readonly api: Api) {}

  /** Makes the collection. */
  static async make(api: Api): Promise<Articles> {
    const key = { is_primary_key: true, is_nullable: false, length: 36, has_auto_increment: false };
    await api.send('POST', '/collections', {
      collection: 'articles',
      meta: {},
      schema: {},
      fields: [
        { field: 'id', type: 'uuid', meta: { special: ['uuid'] }, schema: key },
        { field: 'title', type: 'string', meta: {}, schema: {} },
        { field: 'body', type: 'text', meta: {}, schema: {} },
        { field: 'views', type: 'integer', meta: {}, schema: {} },
        { field: 'published', type: 'boolean', meta: {}, schema: {} },
      ],
    });
    return new Articles(api);
  }

  /** Articles that do not exist yet, all different. */
  drafts(count: number): IDataObject[] {
    return Array.from({ length: count }, () => {
      const number = ++this.made;
      return { title: `Article ${number}`, body: TEXT, views: number, published: number % 2 === 0 };
    });
  }

  /** The ids of articles that exist. */
  async some(count: number): Promise<IDataObject[]> {
    const missing = count - this.ids.length;
    if (missing > 0) {
      const { data } = await this.api.send<{ data: Article[] }>('POST', PATH, this.drafts(missing));
      this.ids.push(...data.map(({ id }) => id));
    }
    return this.ids.slice(0, count).map((id) => ({ id }));
  }

  /** Makes articles, one a request. */
  async add(count: number): Promise<void> {
    for (const article of this.drafts(count)) await this.api.send('POST', PATH, article);
  }

  /** Articles that exist, each with a title it has not had. */
  async renamed(count: number): Promise<IDataObject[]> {
    return (await this.some(count)).map((article) => ({ ...article, title: `New title ${++this.made}` }));
  }

  /** Milliseconds that Directus takes for creates, and for as many updates, that come as two arrays and not from n8n. */
  async timesOfArrays(count: number): Promise<{ creates: number; updates: number }> {
    const timed = async (method: string, all: IDataObject[]): Promise<number> => {
      const middle = count / 2;
      const began = performance.now();
      await Promise.all([
        this.api.send(method, PATH, all.slice(0, middle)),
        this.api.send(method, PATH, all.slice(middle)),
      ]);
      return performance.now() - began;
    };
    const creates = await timed('POST', this.drafts(count));
    const updates = await timed('PATCH', await this.renamed(count));
    await this.clear();
    return { creates, updates };
  }

  /** Deletes all of them. */
  async clear(): Promise<void> {
    this.ids = [];
    await this.api.send('DELETE', PATH, { query: { limit: -1 } });
  }
}
