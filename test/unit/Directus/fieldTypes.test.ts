import { fieldType } from '../../../nodes/Directus/schema/fieldTypes';
import { Relations } from '../../../nodes/Directus/schema/relations';
import type { Json } from '../../../nodes/shared/json';

const clock = { zone: 'Europe/Berlin' };
const read = (type: string, value: Json): Json | undefined =>
  fieldType(type)?.read(value, { path: 'data.it', clock });

test.each<[type: string, given: string, sent: string]>([
  ['timestamp', '2026-07-01T12:00', '2026-07-01T10:00:00.000Z'],
  ['timestamp', '2026-01-01 12:00:00', '2026-01-01T11:00:00.000Z'],
  ['timestamp', '20260101T120000Z', '2026-01-01T12:00:00.000Z'],
  ['timestamp', '2026-01-01T12:00:00.123456+00', '2026-01-01T12:00:00.123Z'],
  ['timestamp', '2026-01-01t12:00:00 -0100', '2026-01-01T13:00:00.000Z'],
  ['timestamp', '2024-02-29', '2024-02-28T23:00:00.000Z'],
  ['dateTime', '2026-07-01T12:00:00Z', '2026-07-01T14:00:00'],
  ['dateTime', '2026-07-01T12:00:00.5', '2026-07-01T12:00:00.500'],
  ['date', '2026-06-30T22:00:00.000Z', '2026-07-01'],
  ['date', '2026-06-30T22:00:00', '2026-06-30'],
  ['time', '23:59:59.123', '23:59:59.123'],
  ['time', '2026-07-01T12:30:00Z', '14:30:00'],
  ['serverTime', '2026-07-01T12:00:00', '2026-07-01T12:00:00'],
  ['serverTime', '2026-07-01T12:00:00+02:00', '2026-07-01T10:00:00.000Z'],
])('a field of the type %s gets %s as %s', (type, given, sent) => {
  expect(read(type, given)).toBe(sent);
});

test.each(['date', 'dateTime', 'time', 'timestamp', 'serverTime'])(
  'a %s is refused where it is none',
  (type) => {
    const wrong: Json[] = [
      '2025-02-29',
      '2026-1-1',
      '2026',
      '12',
      '25:00',
      '12:60',
      '2:30 pm',
      'Invalid DateTime',
    ];
    for (const value of [...wrong, 0, 1767225600000, true, {}, []]) expect(read(type, value)).toBeUndefined();
  },
);

test('a geometry is GeoJSON, of the kind that the field has', () => {
  const point = { type: 'Point', coordinates: [1, 2] };
  expect(read('geometry', point)).toEqual(point);
  expect(read('geometry.Point', JSON.stringify(point))).toEqual(point);
  expect(read('geometry.Polygon', point)).toBeUndefined();
  const several = { type: 'GeometryCollection', geometries: [point] };
  expect(read('geometry', several)).toEqual(several);
  const wrong: Json[] = [{ x: 1 }, [1, 2], { type: 'Point' }, 5];
  for (const value of wrong) expect(read('geometry', value)).toBeUndefined();
});

test('of a type that is not known nothing is said', () => {
  expect(fieldType('unknown')).toBeUndefined();
  expect(fieldType('')).toBeUndefined();
});

test('a field relates to what its relation names', () => {
  const relations = new Relations([
    { collection: 'a', field: 'b', related_collection: 'bs', meta: { one_field: 'as' } },
    {
      collection: 'a',
      field: 'item',
      related_collection: null,
      meta: { one_collection_field: 'collection' },
    },
    { collection: 'a', field: 'plain', related_collection: 'cs', meta: null },
  ]);
  expect(relations.relatedTo('a', 'b')).toEqual({ collection: 'bs' });
  expect(relations.relatedTo('bs', 'as')).toEqual({ collection: 'a' });
  expect(relations.relatedTo('a', 'item')).toEqual({ namedBy: 'collection' });
  expect(relations.relatedTo('a', 'plain')).toEqual({ collection: 'cs' });
  expect(relations.relatedTo('cs', 'undefined')).toBeUndefined();
});
