// What is typed in a form survives a session that ended, a server that fails and a network that is gone.
//
//   BASE_URL=http://127.0.0.1:8088 node unsaved.mjs
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

import { line, signIn } from './offline.mjs';

const artifacts = join(dirname(fileURLToPath(import.meta.url)), 'artifacts');
const NEW = '/arbejde/sager/ny';
const NOTICE = '.rl-unsaved';

const kept = (page) => page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith('rl-unsaved:')).length);
/** What is typed is kept a moment later. */
const settled = (page, count) => page.waitForFunction((wanted) => Object.keys(sessionStorage)
  .filter((name) => name.startsWith('rl-unsaved:')).length === wanted, count);

async function type(page, base, title) {
  await page.goto(base + NEW);
  await page.fill('#titel', title);
  await page.selectOption('#art', 'decision');
  await settled(page, 1);
}

const submit = (page) => page.locator(`form[action="${NEW}"] button[type=submit]`).last().click();

/** Puts it in again and saves: the case is there, and nothing is kept any more. */
async function putInAgain(page, base, title) {
  await page.locator(`${NOTICE} [data-take]`).click();
  assert.equal(await page.inputValue('#titel'), title, 'the title is put in again');
  assert.equal(await page.inputValue('#art'), 'decision', 'and what was chosen');
  await Promise.all([page.waitForURL('**/arbejde/sag/*'), submit(page)]);
  assert.match(await page.textContent('h1'), new RegExp(title));
  assert.equal(await kept(page), 0, 'what is saved is not kept');
}

const ROLE = 'form[action$="/rolle"]';

/** Gives a role whose days are the wrong way round, and then the right one. */
async function refusedAndCorrected(browser, base) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await signIn(page, base, 'admin@demo.dk');
  await page.goto(`${base}/arbejde/brugere`);
  const account = await page.locator('main table a').first().getAttribute('href');
  await page.goto(base + account);
  const give = () => page.locator(`${ROLE} button[type=submit]`).click();
  await page.selectOption('#rolle', 'substitute');
  await page.selectOption('#organ', { index: 2 });
  await page.fill('#gruppe', 'Ø');
  await page.fill('#fra', '2031-05-02');
  await page.fill('#til', '2031-05-01');
  await settled(page, 1);
  await give();
  await page.locator('.alert-error').waitFor();
  assert.equal(await page.locator(NOTICE).count(), 0, 'what is shown again is not warned of');
  assert.equal(await page.inputValue('#gruppe'), 'Ø');
  await page.goto(`${base}/arbejde`);
  const go = page.locator(`${NOTICE} [data-go]`);
  assert.equal(await go.getAttribute('href'), account, 'one who leaves it is led back to where it was written');
  await go.click();
  await page.locator(`${NOTICE} [data-take]`).click();
  await give();
  await page.locator('.alert-error').waitFor();
  await page.fill('#til', '2031-05-03');
  await settled(page, 1);
  await Promise.all([page.waitForURL((url) => url.pathname === account), give()]);
  assert.equal(await page.locator(NOTICE).count(), 0, 'no warning where it was saved');
  assert.equal(await kept(page), 0, 'and nothing is kept of any attempt');
  await page.goto(`${base}/arbejde`);
  assert.equal(await page.locator(NOTICE).count(), 0, 'nor a warning at the desk');
  await page.context().close();
}

async function run(browser, base) {
  const way = await line(base);
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await signIn(page, way.base, 'sekretaer@demo.dk');

  // The session ends while one types.
  await type(page, way.base, 'Sag med udløbet session');
  await page.context().clearCookies();
  await submit(page);
  await page.locator(NOTICE).waitFor();
  assert.match(await page.textContent(NOTICE), /Sag med udløbet session/, 'one reads what was typed');
  mkdirSync(artifacts, { recursive: true });
  await page.screenshot({ path: join(artifacts, 'ikke-gemt-1280.png'), fullPage: true });
  await page.setViewportSize({ width: 375, height: 800 });
  await page.screenshot({ path: join(artifacts, 'ikke-gemt-375.png'), fullPage: true });
  await page.setViewportSize({ width: 1280, height: 900 });
  await Promise.all([page.waitForURL((url) => url.pathname === '/log-ind'), page.locator(`${NOTICE} [data-go]`).click()]);
  assert.match(await page.textContent(NOTICE), /Sag med udløbet session/, 'and once more where one signs in');
  await page.fill('#email', 'sekretaer@demo.dk');
  await page.fill('#kode', 'demonstration');
  await Promise.all([page.waitForURL((url) => url.pathname === NEW), page.click('main button[type=submit]')]);
  await putInAgain(page, way.base, 'Sag med udløbet session');

  // The server fails.
  await type(page, way.base, 'Sag, mens databasen er væk');
  const broken = await (await page.request.get(`${way.base}/findes-ikke`)).text();
  await page.route(`**${NEW}`, (route) => (route.request().method() === 'POST'
    ? route.fulfill({ status: 500, contentType: 'text/html; charset=utf-8', body: broken }) : route.continue()));
  await submit(page);
  await page.locator(NOTICE).waitFor();
  await page.unroute(`**${NEW}`);
  await page.goto(way.base + NEW);
  await putInAgain(page, way.base, 'Sag, mens databasen er væk');

  // The network goes.
  await type(page, way.base, 'Sag uden forbindelse');
  way.cut(true);
  await submit(page);
  await page.waitForTimeout(1000);
  way.cut(false);
  await page.goto(way.base + NEW);
  await putInAgain(page, way.base, 'Sag uden forbindelse');

  // What is refused and then corrected is saved, wherever its form leads.
  await refusedAndCorrected(browser, way.base);

  // One who changes their mind is not asked for ever.
  await type(page, way.base, 'Sag, der fortrydes');
  await page.reload();
  await page.locator(`${NOTICE} [data-drop]`).click();
  await page.reload();
  assert.equal(await page.locator(NOTICE).count(), 0);
  way.close();
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
try {
  await run(browser, (process.env.BASE_URL ?? 'http://127.0.0.1:8088').replace(/\/$/, ''));
  console.log('what is typed in a form is not lost');
} finally {
  await browser.close();
}
