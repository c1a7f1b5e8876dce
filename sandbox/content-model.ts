/** A field of a collection, as Directus takes it. */
interface Field {
  field: string;
  type: string;
  schema?: object | null;
  meta?: object;
}

/** A collection with its fields. */
interface Collection {
  collection: string;
  schema: object;
  meta: object;
  fields: Field[];
}

/** How a field leads to another collection, and by which field that leads back. */
interface Relation {
  collection: string;
  field: string;
  related_collection: string;
  schema?: object;
  meta?: object;
}

const KEY: Field = {
  field: 'id',
  type: 'integer',
  schema: { is_primary_key: true, has_auto_increment: true },
  meta: { hidden: true, readonly: true },
};

const field = (name: string, type: string, special?: string, schema: object | null = {}): Field => ({
  field: name,
  type,
  schema,
  meta: special === undefined ? {} : { special: [special] },
});

/** A field that only shows what another collection holds. */
const alias = (name: string, special: string): Field => field(name, 'alias', special, null);

const collection = (name: string, icon: string, fields: Field[], meta: object = {}): Collection => ({
  collection: name,
  schema: {},
  meta: { icon, ...meta },
  fields: [KEY, ...fields],
});

const STATUS: Field = {
  field: 'status',
  type: 'string',
  schema: { default_value: 'draft' },
  meta: {
    interface: 'select-dropdown',
    options: {
      choices: ['draft', 'published', 'archived'].map((value) => ({
        value,
        text: value[0]?.toUpperCase() + value.slice(1),
      })),
    },
  },
};

/** What the sandbox's Directus has beside its own collections. */
export const COLLECTIONS: readonly Collection[] = [
  {
    ...collection('languages', 'translate', [field('name', 'string')]),
    fields: [{ field: 'code', type: 'string', schema: { is_primary_key: true } }, field('name', 'string')],
  },
  collection('categories', 'category', [field('name', 'string'), field('slug', 'string')]),
  collection('authors', 'person', [
    field('name', 'string'),
    field('email', 'string'),
    alias('articles', 'o2m'),
  ]),
  collection('tags', 'sell', [field('name', 'string'), alias('articles', 'm2m')]),
  collection(
    'articles',
    'article',
    [
      STATUS,
      field('title', 'string'),
      field('body', 'text'),
      field('published_at', 'dateTime'),
      field('reading_minutes', 'integer'),
      field('featured', 'boolean', 'cast-boolean'),
      field('cover', 'uuid', 'file'),
      field('author', 'integer', 'm2o'),
      field('category', 'integer', 'm2o'),
      alias('tags', 'm2m'),
      alias('translations', 'translations'),
    ],
    { display_template: '{{title}}', archive_field: 'status', archive_value: 'archived' },
  ),
  collection('articles_tags', 'link', [field('articles_id', 'integer'), field('tags_id', 'integer')], {
    hidden: true,
  }),
  collection(
    'articles_translations',
    'translate',
    [
      field('articles_id', 'integer'),
      field('languages_code', 'string'),
      field('title', 'string'),
      field('body', 'text'),
    ],
    { hidden: true },
  ),
  collection('homepage', 'home', [field('headline', 'string'), field('featured_article', 'integer', 'm2o')], {
    singleton: true,
  }),
];

const junction = (
  from: string,
  name: string,
  related: string,
  back: string | null,
  other: string,
): Relation => ({
  collection: from,
  field: name,
  related_collection: related,
  schema: { on_delete: 'CASCADE' },
  meta: { one_field: back, junction_field: other, one_deselect_action: 'delete' },
});

/** How the collections belong together; a relation is made after its collections. */
export const RELATIONS: readonly Relation[] = [
  { collection: 'articles', field: 'cover', related_collection: 'directus_files' },
  {
    collection: 'articles',
    field: 'author',
    related_collection: 'authors',
    meta: { one_field: 'articles' },
  },
  { collection: 'articles', field: 'category', related_collection: 'categories' },
  junction('articles_tags', 'articles_id', 'articles', 'tags', 'tags_id'),
  junction('articles_tags', 'tags_id', 'tags', 'articles', 'articles_id'),
  junction('articles_translations', 'articles_id', 'articles', 'translations', 'languages_code'),
  junction('articles_translations', 'languages_code', 'languages', null, 'articles_id'),
  { collection: 'homepage', field: 'featured_article', related_collection: 'articles' },
];

/**
 * The sample rows, collection by collection, those that others point to first.
 * @param cover ID of the picture of the articles
 */
export function sampleRows(cover: string): Array<[collection: string, rows: object[] | object]> {
  const tags = (...ids: number[]): object[] => ids.map((id) => ({ tags_id: id }));
  return [
    [
      'languages',
      [
        { code: 'en-GB', name: 'English' },
        { code: 'de-DE', name: 'German' },
        { code: 'fr-FR', name: 'French' },
      ],
    ],
    [
      'categories',
      [
        { id: 1, name: 'News', slug: 'news' },
        { id: 2, name: 'Guides', slug: 'guides' },
      ],
    ],
    [
      'authors',
      [
        { id: 1, name: 'Mary Shelley', email: 'mary@example.org' },
        { id: 2, name: 'Jules Verne', email: 'jules@example.org' },
      ],
    ],
    [
      'tags',
      [
        { id: 1, name: 'Security' },
        { id: 2, name: 'Travel' },
        { id: 3, name: 'Beginners' },
      ],
    ],
    [
      'articles',
      [
        {
          id: 1,
          status: 'published',
          title: 'Sign in with an authenticator app',
          body: 'Scan the picture, type the six digits, and keep your recovery codes.',
          published_at: '2026-03-02T09:00:00',
          reading_minutes: 4,
          featured: true,
          cover,
          author: 1,
          category: 2,
          tags: tags(1, 3),
          translations: [
            { languages_code: 'de-DE', title: 'Mit einer Authenticator-App anmelden' },
            { languages_code: 'fr-FR', title: 'Se connecter avec une application d’authentification' },
          ],
        },
        {
          id: 2,
          status: 'published',
          title: 'Around the world in eighty days',
          body: 'A traveller’s account, with a map.',
          published_at: '2026-04-18T16:30:00',
          reading_minutes: 12,
          featured: false,
          cover,
          author: 2,
          category: 1,
          tags: tags(2),
          translations: [{ languages_code: 'fr-FR', title: 'Le tour du monde en quatre-vingts jours' }],
        },
        {
          id: 3,
          status: 'draft',
          title: 'What a password manager does',
          body: 'It remembers, so that you need not.',
          reading_minutes: 6,
          featured: false,
          author: 1,
          category: 2,
          tags: tags(1),
        },
      ],
    ],
    ['homepage', { headline: 'Stories and guides', featured_article: 1 }],
  ];
}
