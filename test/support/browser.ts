import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

import { codeOf, untilCodeLasts } from './totp';

/** A window on a desk. */
export const DESKTOP: BrowserContextOptions = { locale: 'en-GB', viewport: { width: 1280, height: 900 } };

/** A German phone at night. */
export const PHONE: BrowserContextOptions = {
  locale: 'de-DE',
  viewport: { width: 360, height: 740 },
  isMobile: true,
  hasTouch: true,
  colorScheme: 'dark',
};

/** Starts Chromium without a window. */
export async function startBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
}

/** Opens an address in a browser window of its own, which shares no cookie with others. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions,
  address: string,
): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** Presses the button of a page's form, and waits for the page that follows. */
export async function press(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.locator('main form button').first().click()]);
}

/** Fills in a field of a page and presses the button. */
export async function send(page: Page, field: string, value: string): Promise<void> {
  await page.fill(`#${field}`, value);
  await press(page);
}

/** The secret that a page shows as text. */
export async function secretOn(page: Page): Promise<string> {
  return (await page.locator('code.key').innerText()).replaceAll(' ', '');
}

/** Types the code that a phone with the page's secret would show. Returns the secret. */
export async function sendRightCode(page: Page): Promise<string> {
  const secret = await secretOn(page);
  await untilCodeLasts();
  await send(page, 'code', codeOf(secret));
  return secret;
}

/** Goes on to the page that follows at the same link. */
export async function goOn(page: Page): Promise<void> {
  await page.locator('#next').waitFor({ state: 'visible' });
  await Promise.all([page.waitForEvent('load'), page.locator('#next').click()]);
}

/** Keeps a picture of a page in the folder SCREENSHOTS, where one is named. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
