import { pairByOrder } from '../../../nodes/Directus/reply/pairing';

describe('records whose keys the database hands out', () => {
  test('are paired in the order of the keys', () => {
    const bodies = [{ t: 'z' }, { t: 'a' }, { t: 'a' }];
    const records = [
      { id: 6, t: 'a' },
      { id: 4, t: 'z' },
      { id: 5, t: 'a' },
    ];
    expect(pairByOrder(bodies, records, 'id').map((record) => record?.id)).toEqual([4, 5, 6]);
  });

  test('are paired in the order of the keys where nothing came back as it was sent', () => {
    const records = [
      { id: 10, t: 'B!' },
      { id: 9, t: 'A!' },
    ];
    const ids = pairByOrder([{ t: 'a' }, { t: 'b' }], records, 'id').map((record) => record?.id);
    expect(ids).toEqual([9, 10]);
  });

  test('are paired by their values where these tell of another order', () => {
    const records = [
      { id: 1, t: 'b' },
      { id: 2, t: 'a' },
    ];
    const ids = pairByOrder([{ t: 'a' }, { t: 'b' }], records, 'id').map((record) => record?.id);
    expect(ids).toEqual([2, 1]);
  });

  test('are left out where some may not be read', () => {
    expect(pairByOrder([{ t: 'a' }, { t: 'b' }], [{ id: 2, t: 'b' }], 'id')).toEqual([
      undefined,
      { id: 2, t: 'b' },
    ]);
    expect(pairByOrder([{ t: [1] }, { t: [2] }], [{ id: 2 }], 'id')).toEqual([undefined, undefined]);
  });
});
