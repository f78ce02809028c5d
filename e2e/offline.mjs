// A member reads a meeting on a phone without a network, writes notes there, and leaves nothing
// behind for the next who uses the device.
//
// `BASE_URL=http://127.0.0.1:8088 node offline.mjs` against `raadslag demo`, or from another script
// `await offline(browser, base, fail)`.
import { connect, createServer } from 'node:net';
import { pathToFileURL } from 'node:url';

const MEETING = '/moede/kkr-sjaelland/2026-09-08';
/** Closed there, and to be seen by members only. */
const CLOSED = '/punkt/kkr-sjaelland-2026-09-08-2-6';
const ITEM = '/punkt/kkr-sjaelland-2026-09-08-2-1';
const PASSWORD = 'demonstration';
const PHONE = { viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true, locale: 'da-DK' };

/** The way to the server, which can be cut: a browser's own "offline" leaves its workers on line. */
export async function line(base) {
  const { hostname, port } = new URL(base);
  const open = new Set();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const end of [near, far]) {
      open.add(end);
      end.on('error', () => {});
      end.on('close', () => { open.delete(end); near.destroy(); far.destroy(); });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return {
    base: `http://127.0.0.1:${server.address().port}`,
    cut(is) {
      isCut = is;
      if (is) open.forEach((end) => end.destroy());
    },
    close: () => server.close(),
  };
}

/** Changes that wait in the browser. */
const waiting = (page) => page.evaluate(async () => {
  const request = indexedDB.open('raadslag');
  const db = await new Promise((done) => { request.onsuccess = () => done(request.result); });
  const count = await new Promise((done) => {
    const all = db.transaction('changes').objectStore('changes').count();
    all.onsuccess = () => done(all.result);
  });
  db.close();
  return count;
});

export async function signIn(page, base, email) {
  await page.goto(`${base}/log-ind`);
  await page.fill('#email', email);
  await page.fill('#kode', PASSWORD);
  await Promise.all([page.waitForURL((url) => !url.pathname.startsWith('/log-ind')), page.click('main button[type="submit"]')]);
}

/** What a page holds without a network, null if nothing answers. In a tab of its own: the browser's
    error page comes after the refusal, and would interrupt what the tab is sent to next. */
async function heldAt(context, url) {
  const tab = await context.newPage();
  const answer = await tab.goto(url).catch(() => null);
  const held = answer && await tab.content();
  await tab.close();
  return held;
}

/** What stands on a page, without what a script says of itself. */
const text = (page) => page.evaluate(() => {
  const main = document.querySelector('main').cloneNode(true);
  main.querySelectorAll('[data-offline], [data-notes-bar], .rl-note, .rl-note-add').forEach((own) => own.remove());
  return main.textContent.replace(/\s+/g, ' ');
});

/** @param {import('playwright-core').Browser} browser
    @param {string} server its address
    @param {(where: string, what: string) => void} fail */
export async function offline(browser, server, fail) {
  const way = await line(server);
  const { base } = way;
  const expect = (is, what) => { if (!is) fail('offline', what); };
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const said = [];
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/ERR_|Failed to fetch/.test(message.text())) said.push(message.text());
  });

  await signIn(page, base, 'medlem@demo.dk');
  await page.goto(base + MEETING);
  await page.click('[data-offline] button');
  await page.waitForFunction(() => /gemt på enheden|kunne ikke/.test(document.querySelector('[data-offline] [role="status"]').textContent), null, { timeout: 60000 });
  expect(/gemt på enheden/.test(await page.textContent('[data-offline] [role="status"]')), 'the meeting is not kept');
  // From now on the worker answers.
  await page.reload();
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  const online = { meeting: await text(page) };
  await page.goto(base + CLOSED);
  online.closed = await text(page);
  const annexes = await page.evaluate(async (meeting) => {
    const answer = await fetch(`/mit/offline${meeting.replace('/moede', '')}`, { headers: { accept: 'application/json' } });
    return (await answer.json()).files;
  }, MEETING);

  way.cut(true);
  await page.goto(base + MEETING);
  expect((await text(page)) === online.meeting, 'the meeting reads otherwise without a network');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= 375), 'the kept meeting sticks out of 375 px');
  const styled = await page.evaluate(() => getComputedStyle(document.querySelector('.rl-nav')).backgroundColor);
  expect(styled === 'rgb(18, 50, 79)', `the kept page has no style: ${styled}`);
  for (const path of [`${MEETING}?vis=alt`, ITEM, CLOSED, '/mit']) {
    const answer = await page.goto(base + path);
    expect(answer.status() === 200, `${path} answers ${answer.status()} without a network`);
  }
  await page.goto(base + CLOSED);
  expect((await text(page)) === online.closed, 'the closed item reads otherwise without a network');
  expect(annexes.length > 0, 'the meeting has no annexes to try');
  for (const path of annexes) {
    const size = await page.evaluate(async (path) => (await (await fetch(path)).arrayBuffer()).byteLength, path);
    expect(size > 100, `${path} is not there without a network`);
  }
  // What is not kept leads to one's own page, where the kept meetings are listed.
  await page.goto(`${base}/moede/kkr-sjaelland/2024-11-19`);
  const listed = await page.waitForSelector('[data-kept] a', { timeout: 5000 }).catch(() => null);
  expect(listed, 'what is not kept does not lead to what is');

  // Another run may have left its own.
  const run = Date.now().toString(36);
  // Two notes without a network, the second changed: sent later, in order, once.
  await page.goto(base + ITEM);
  await page.click('[data-notes-bar] button');
  const add = page.locator('.rl-note-add');
  expect((await add.count()) > 3, 'there is no place to write notes at');
  for (const [at, words] of [[1, `Skrevet uden net ${run}`], [2, `Også uden net ${run}`]]) {
    await add.nth(at).click();
    await page.fill('.rl-note-form textarea', words);
    await page.click('.rl-note-form button.button-primary');
    await page.waitForSelector(`.rl-note:has-text("${words}")`);
  }
  const note = page.locator('.rl-note', { hasText: `Også uden net ${run}` });
  await note.locator('button').first().click();
  await page.fill('.rl-note-form textarea', `Rettet uden net ${run}`);
  await page.click('.rl-note-form button.button-primary');
  await page.waitForSelector(`.rl-note:has-text("Rettet uden net ${run}")`);
  expect(/når der er net/.test(await page.textContent('[data-notes-bar]')), 'it is not said that notes wait');
  // They outlast the page.
  await page.goto(base + ITEM);
  await page.waitForSelector(`.rl-note:has-text("Rettet uden net ${run}")`);

  way.cut(false);
  await page.goto(`${base}/mit/noter`);
  for (let tries = 0; tries < 50 && (await waiting(page)) > 0; tries += 1) await page.waitForTimeout(200);
  await page.reload();
  const notes = (await page.locator('.rl-note-text').allTextContents()).sort();
  const own = notes.filter((words) => words.endsWith(run)).map((words) => words.split(' ')[0]);
  expect(own.join() === 'Rettet,Skrevet', `the notes are ${own.join()}`);

  // Another account on the same device, whose first page was not loaded yet, sees nothing.
  await context.clearCookies();
  await signIn(page, base, 'admin@demo.dk');
  way.cut(true);
  const other = await heldAt(context, base + CLOSED);
  expect(!other?.includes('Mads Medlem'), 'another account sees what was kept');
  way.cut(false);
  await context.clearCookies();

  // After signing out nothing is kept.
  await signIn(page, base, 'medlem@demo.dk');
  await page.goto(base + MEETING);
  await page.click('[data-offline] button');
  await page.waitForFunction(() => /gemt på enheden/.test(document.querySelector('[data-offline] [role="status"]').textContent), null, { timeout: 60000 });
  await Promise.all([page.waitForURL(`${base}/`), page.click('form[action="/log-ud"] button')]);
  await page.waitForTimeout(500);
  const left = await page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('raadslag-kept')));
  expect(left.length === 0, `kept after signing out: ${left}`);
  way.cut(true);
  expect(!(await heldAt(context, base + CLOSED)), 'a page is shown without a network after signing out');
  if (said.length) fail('offline', `the console says ${said.join('; ')}`);
  await context.close();
  way.close();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { chromium } = await import('playwright-core');
  const base = (process.env.BASE_URL ?? 'http://127.0.0.1:8088').replace(/\/$/, '');
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  let failed = 0;
  await offline(browser, base, (where, what) => {
    failed += 1;
    console.error(`✗ ${where}: ${what}`);
  });
  await browser.close();
  console.log(failed ? `${failed} failed` : 'offline reading works');
  process.exit(failed ? 1 : 0);
}
