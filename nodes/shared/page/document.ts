import { createHash } from 'node:crypto';

import { styleSheet } from './style';
import { LANGUAGES } from './texts';
import type { Language } from './texts/languages';
import { SCRIPT } from './script';
import { escape, headingOf, type Place, type Problem, renderView, type View } from './views';

/** How a page looks, by the node's parameters. */
export interface Look {
  /** Heading in place of the usual one; '' for that. */
  title: string;
  /** Picture as a `data:` address; '' for none. */
  logo: string;
  /** Colour of buttons and links, as "#rrggbb". */
  accent: string;
}

/** One page to send. */
export interface Page {
  view: View;
  problem?: Problem;
  /** Who it is for, as shown. */
  account?: string;
}

const SCRIPT_HASH = createHash('sha256').update(SCRIPT).digest('base64');

/**
 * What every page is sent with: no cache, no referrer, and a policy that lets nothing in from elsewhere and keeps the page
 * out of n8n's own origin.
 */
export const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    'sandbox allow-forms allow-scripts allow-downloads allow-top-navigation-to-custom-protocols',
    "default-src 'none'",
    'img-src data:',
    "style-src 'unsafe-inline'",
    `script-src 'sha256-${SCRIPT_HASH}'`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex, nofollow',
};

/** A whole page as HTML. It needs nothing from elsewhere, and works without its script. */
export function renderDocument(
  { view, problem, account }: Page,
  place: Place,
  look: Look,
  language: Language,
): string {
  const texts = LANGUAGES[language];
  const heading = headingOf(view, texts, look.title);
  const title = problem === undefined ? heading : `${texts.error}: ${heading}`;
  const logo = look.logo === '' ? '' : `<img class="logo" src="${escape(look.logo)}" alt="">`;
  const who =
    account === undefined
      ? ''
      : `<p class="who">${escape(texts.account)}: <strong translate="no">${escape(account)}</strong></p>`;
  const isGood = view.kind === 'done' || view.kind === 'existed';
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escape(title)}</title>
<link rel="icon" href="data:,">
<style>${styleSheet(look.accent)}</style>
</head>
<body>
<main${isGood ? ' class="good"' : ''}>
${logo}<h1>${escape(heading)}</h1>
${who}${renderView(view, texts, problem, place)}
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}
