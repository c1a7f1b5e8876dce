import { renderDocument } from '../../../nodes/shared/page/document';
import { PAGE_SETTINGS, readPageSettings } from '../../../nodes/shared/page/settings';
import { styleSheet } from '../../../nodes/shared/page/style';
import { LANGUAGES } from '../../../nodes/shared/page/texts';
import type { View } from '../../../nodes/shared/page/views';
import { inputErrorOf } from '../support/errors';

const LOOK = { title: '', logo: '', accent: '#0f62c4' };
const LAST = { node: 'a-node', hasNext: false };
const FOLLOWED = { node: 'a-node', hasNext: true };

const settings = (given: Record<string, unknown>): ReturnType<typeof readPageSettings> =>
  readPageSettings((name) => given[name] ?? PAGE_SETTINGS.find((field) => field.name === name)?.default);

describe('the settings of a page', () => {
  test.each([0.5, 1, 7, 0.00004, 36_500])('let it wait %p days', (waitDays) => {
    expect(settings({ waitDays }).days).toBe(waitDays);
  });

  test.each([0, -1, 36_501, NaN, Infinity, '7', true])('refuse a wait of %p days', (waitDays) => {
    expect(inputErrorOf(() => settings({ waitDays })).message).toContain('Wait Limit (Days)');
  });

  test('say that another page follows only where they say so', () => {
    expect(settings({}).hasNext).toBe(false);
    expect(settings({ anotherPageFollows: true }).hasNext).toBe(true);
  });
});

describe.each(Object.keys(LANGUAGES) as Array<keyof typeof LANGUAGES>)('a page in %s', (language) => {
  const texts = LANGUAGES[language];
  const html = (view: View, place = LAST): string => renderDocument({ view }, place, LOOK, language);

  test.each<View>([{ kind: 'done' }, { kind: 'existed' }, { kind: 'done', recoveryCodes: ['A1'] }])(
    'that is the last may be closed, and one that is followed leads on: %j',
    (view) => {
      expect(html(view)).toContain(texts.closeText);
      expect(html(view)).not.toContain('<a class="button" id="next"');
      expect(html(view, FOLLOWED)).toContain('<a class="button" id="next" href="">');
      expect(html(view, FOLLOWED)).not.toContain(texts.closeText);
    },
  );

  test('has the node in each of its forms', () => {
    for (const view of [{ kind: 'mailCode' }, { kind: 'confirm', by: 'link', replaces: false }] as View[]) {
      const forms = html(view).match(/<form.*?<\/form>/g) ?? [];
      expect(forms.length).toBeGreaterThan(0);
      for (const form of forms) expect(form).toContain('name="page" value="a-node"');
    }
  });
});

test.each([
  ['#0f62c4', '#0f62c4'],
  ['#000000', '#000000'],
])('an accent that can be read on white colours links: %s', (accent, link) => {
  expect(styleSheet(accent)).toContain(`--link:${link};`);
});

test.each(['#ffcc00', '#ffffff', '#7fdc9b'])(
  'an accent that cannot is darkened for links alone: %s',
  (accent) => {
    const sheet = styleSheet(accent);
    expect(sheet).toContain(`--accent:${accent};`);
    expect(sheet.split('@media')[0]).not.toContain(`--link:${accent};`);
  },
);
