import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../errors';
import { text } from '../parse';
import type { Look } from './document';
import { isLanguage, type Language } from './texts/languages';
import { PRESET_ACCENT } from './style';

const DAY = 86_400_000;
const PRESET_DAYS = 7;
/** About a hundred years: further than that a date cannot be kept. */
const MOST_DAYS = 36_500;

/** Parameters of every operation that waits at a page. */
export const PAGE_SETTINGS: INodeProperties[] = [
  {
    displayName: 'If Set Up Already',
    name: 'ifSetUp',
    type: 'options',
    options: [
      {
        name: 'Keep',
        value: 'keep',
        description: 'Tell the person so, and go on with outcome "existed"',
      },
      {
        name: 'Replace',
        value: 'replace',
        description: 'Let the person replace the authenticator app with a new one',
      },
    ],
    default: 'keep',
    description: 'What to do for a person who has an authenticator app already',
  },
  {
    displayName: 'Wait Limit (Days)',
    name: 'waitDays',
    type: 'number',
    typeOptions: { minValue: 0, maxValue: MOST_DAYS, numberPrecision: 3 },
    default: PRESET_DAYS,
    description:
      'How long the link works; 0.5 is twelve hours. After that the workflow goes on with its input as it is, so check "verified" in the next node.',
  },
  {
    displayName: 'Another Page Follows',
    name: 'anotherPageFollows',
    type: 'boolean',
    default: false,
    description:
      'Whether the person goes on to the page of a later node, which has the same link: this page then ends with a button that leads there',
  },
  {
    displayName: 'Page Title',
    name: 'pageTitle',
    type: 'string',
    default: '',
    placeholder: 'e.g. Protect your account',
    description: 'Heading of the page; the usual one if empty',
  },
  {
    displayName: 'Logo',
    name: 'pageLogo',
    type: 'string',
    default: '',
    placeholder: 'e.g. data:image/png;base64,iVBORw0KGgo…',
    description:
      'Picture at the top of the page, as a data URL, so that the page loads nothing from elsewhere',
  },
  {
    displayName: 'Accent Color',
    name: 'accentColor',
    type: 'color',
    default: PRESET_ACCENT,
    description: 'Color of buttons and links',
  },
  {
    displayName: 'Language',
    name: 'pageLanguage',
    type: 'options',
    options: [
      { name: 'Danish', value: 'da' },
      { name: 'Dutch', value: 'nl' },
      { name: 'English', value: 'en' },
      { name: 'French', value: 'fr' },
      { name: 'German', value: 'de' },
      { name: 'Italian', value: 'it' },
      { name: 'Of the Browser', value: 'browser' },
      { name: 'Portuguese', value: 'pt' },
      { name: 'Spanish', value: 'es' },
    ],
    default: 'browser',
    description: 'Language of the page',
  },
];

/** What the parameters of a page say. */
export interface PageSettings {
  replaces: boolean;
  days: number;
  /** Whether another page follows at the same link. */
  hasNext: boolean;
  look: Look;
  /** The language that is set; undefined for the browser's. */
  language?: Language;
}

/**
 * Reads the parameters of a page.
 *
 * @throws InputError that names the field
 */
export function readPageSettings(parameter: (name: string) => unknown): PageSettings {
  const language = choice('Language', parameter('pageLanguage') ?? 'browser', isLanguageChoice);
  return {
    replaces: choice('If Set Up Already', parameter('ifSetUp') ?? 'keep', isReaction) === 'replace',
    days: readDays(parameter('waitDays')),
    hasNext: parameter('anotherPageFollows') === true,
    look: {
      title: text('Page Title', parameter('pageTitle')).trim(),
      logo: readLogo(text('Logo', parameter('pageLogo')).trim()),
      accent: readColor(text('Accent Color', parameter('accentColor')).trim()),
    },
    ...(language !== 'browser' && { language }),
  };
}

/** When a wait of some days that begins now ends. */
export function waitsUntil(days: number): Date {
  return new Date(Date.now() + days * DAY);
}

function readDays(days: unknown): number {
  if (days === undefined || days === null || days === '') return PRESET_DAYS;
  if (typeof days === 'number' && days > 0 && days <= MOST_DAYS) return days;
  throw new InputError(
    'Wait Limit (Days): expected a number of days',
    `Write a number greater than 0, up to ${MOST_DAYS}; 0.5 is twelve hours.`,
  );
}

function readLogo(logo: string): string {
  if (logo === '' || /^data:image\/(png|jpeg|gif|webp|svg\+xml|avif)[;,]/.test(logo)) return logo;
  throw new InputError(
    'Logo is not a picture as a data URL',
    'Write the picture itself, e.g. data:image/png;base64,… The page may load nothing from elsewhere.',
  );
}

function readColor(color: string): string {
  if (color === '') return PRESET_ACCENT;
  if (/^#[0-9a-f]{6}$/i.test(color)) return color.toLowerCase();
  throw new InputError('Accent Color is not a color', 'Write six hexadecimal digits, e.g. #0f62c4.');
}

function choice<Value>(field: string, value: unknown, known: (value: unknown) => value is Value): Value {
  if (known(value)) return value;
  throw new InputError(`${field}: unknown choice`, 'Choose one from the list.');
}

function isLanguageChoice(value: unknown): value is Language | 'browser' {
  return value === 'browser' || isLanguage(value);
}

function isReaction(value: unknown): value is 'keep' | 'replace' {
  return value === 'keep' || value === 'replace';
}
