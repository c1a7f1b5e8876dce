import { XMLParser } from 'fast-xml-parser';
import { parse } from 'yaml';

import { contentOf } from '../../../support/binary';
import { OwnDirectus } from '../../../support/ownDirectus';
import { errorOf, rowOf } from '../../../support/results';

const own = new OwnDirectus({ QUERY_LIMIT_MAX: '100' });
const ROWS = 250;
const TITLES = ['plain', 'with "quotes", commas', 'two\nlines', '<b>&amp;</b>', '- : #', ''];

beforeAll(async () => {
  await own.collection('books', [
    { field: 'title', type: 'string' },
    { field: 'facts', type: 'json' },
  ]);
  for (let start = 0; start < ROWS; start += 50) {
    const rows = Array.from({ length: 50 }, (_, index) => ({
      title: TITLES[(start + index) % TITLES.length],
      facts: { pages: start + index },
    }));
    await own.arrange('POST', '/items/books', rows);
  }
});

async function fileOf(format: string, query: object = {}): Promise<{ text: string; fileName?: string }> {
  const json = { collection: 'books', format, query: { sort: ['-id'], ...query } };
  const result = await own.run({ operation: 'exportToFile', json });
  const binary = result.items[0]?.binary?.data;
  expect(rowOf(result).rows).toBe(ROWS);
  return { text: String(await contentOf(binary)), fileName: binary?.fileName };
}

async function expected(): Promise<object[]> {
  const rows: object[] = [];
  for (let page = 1; page <= 3; page++) {
    rows.push(...(await own.arrange<object[]>('GET', `/items/books?sort=-id&limit=100&page=${page}`)));
  }
  return rows;
}

test('JSON has every row once, in order, though the server gives 100 at most', async () => {
  const { text, fileName } = await fileOf('json');
  expect(fileName).toBe('books.json');
  expect(JSON.parse(text)).toEqual(await expected());
});

test('YAML reads as the same rows', async () => {
  expect(parse((await fileOf('yaml')).text)).toEqual(await expected());
});

test('XML is one document with a row each', async () => {
  const parser = new XMLParser({ trimValues: false, parseTagValue: false });
  const { data } = parser.parse((await fileOf('xml')).text) as {
    data: { item: Array<Record<string, string>> };
  };
  const rows = (await expected()) as Array<{ id: number; title: string }>;
  expect(data.item.map(({ id }) => Number(id))).toEqual(rows.map(({ id }) => id));
  const titles = data.item.map(({ title = '' }) => title.trim());
  expect(titles).toEqual(rows.map(({ title }) => title.trim()));
});

test('CSV has one head, and the columns that the query names', async () => {
  const { text } = await fileOf('csv', { fields: ['id', 'title', 'facts'] });
  expect(text.split('\n')[0]).toBe('id,title,facts');
  expect(text.match(/^id,title,facts$/gm)).toHaveLength(1);
  expect(text).toContain('"with ""quotes"", commas","{""pages"":1}"');
  expect(text).toContain('"two\nlines"');
});

test('a list without rows is an empty file, and an unknown format is refused', async () => {
  const json = { collection: 'books', format: 'json', query: { filter: { id: { _eq: -1 } } } };
  const result = await own.run({ operation: 'exportToFile', json });
  expect(JSON.parse(String(await contentOf(result.items[0]?.binary?.data)))).toEqual([]);
  const wrong = { ...json, format: 'xlsx' };
  expect(errorOf(await own.run({ operation: 'exportToFile', json: wrong })).message).toMatch(/format.*xlsx/);
});

test('the export to the file library is complete too', async () => {
  const json = { collection: 'books', data: { format: 'json', query: { sort: ['id'] } } };
  const file = rowOf(await own.run({ resource: 'utils', operation: 'exportData', json }));
  const response = await fetch(`${own.server.url}/assets/${String(file.id)}`, {
    headers: { authorization: `Bearer ${own.server.adminToken}` },
  });
  expect(await response.json()).toHaveLength(ROWS);
});
