// A meeting in a real browser: the secretary loses the network in mid-meeting, types on, even loads
// another window, and comes back. Everything arrives in order, once; the members' page follows.
//
// node meeting.mjs BASE_URL (of a demo; the meeting is today's, from the secretary's desk)
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const PASSWORD = process.env.DEMO_PASSWORD ?? 'demonstration';

/** A signed-in context. */
export async function signedIn(browser, base, email, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  if (process.env.ASSETS) await context.route('**/meeting*.js', (route) => route.fulfill({ path: `${process.env.ASSETS}/${route.request().url().split('/').pop()}`, contentType: 'text/javascript' }));
  const page = await context.newPage();
  await page.goto(`${base}/log-ind`);
  await page.fill('#email', email);
  await page.fill('input[name=kode]', PASSWORD);
  await Promise.all([page.waitForURL((url) => !url.pathname.startsWith('/log-ind')), page.click('main button[type=submit]')]);
  return { context, page };
}

const saved = (page) => page.waitForFunction(
  () => document.getElementById('mo-sync').dataset.state === 'sent', null, { timeout: 20000 });
const log = (page) => page.$$eval('.mo-log li > span:nth-child(2)', (lines) => lines.map((line) => line.textContent.trim()));

/** What was entered, newest first, once the page shows all of it. */
async function settled(page) {
  await saved(page);
  await page.reload();
  await page.waitForSelector('.mo-item:not([hidden])');
  return log(page);
}

/** Without JavaScript, too, Enter in a field presses no button that the field does not belong to. */
async function withoutScript(browser, context, address) {
  const bare = await browser.newContext({ javaScriptEnabled: false, storageState: await context.storageState() });
  const page = await bare.newPage();
  await page.goto(address);
  const before = await log(page);
  for (const field of ['#mo-kl', '.mo-seat input[name=navn]', '.mo-item input[name=til]']) {
    const one = page.locator(field).first();
    await one.evaluate((element) => { for (let at = element; at; at = at.parentElement) if (at.localName === 'details') at.open = true; });
    await one.fill('12.00');
    await one.press('Enter');
    assert.equal(page.url().split('#')[0], address, `${field}: the form is not sent`);
  }
  await page.reload();
  assert.deepEqual(await log(page), before);
  await bare.close();
}

export async function meeting(browser, base, shots) {
  const { context, page } = await signedIn(browser, base, 'sekretaer@demo.dk');
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error' && !/ERR_INTERNET|Failed to fetch|net::/.test(message.text())) errors.push(message.text()); });
  await page.goto(`${base}/arbejde`);
  const path = await page.locator('a[href^="/arbejde/moede/"]').first().getAttribute('href');
  await page.goto(base + path);
  await page.waitForSelector('.mo-item:not([hidden])');
  await shots?.(page, 'moede-foer');

  // Everyone is there; the meeting opens; the first item by key.
  await page.click('#mo-deltagere form button');
  await saved(page);
  await page.waitForSelector('.mo-seat.mo-there');
  await page.click('button[value=aabn]');
  await page.waitForSelector('button[value=luk]');
  await page.keyboard.press('Escape');
  await page.click('.mo-list li:nth-child(1) a');
  await page.keyboard.press('x');
  await page.waitForSelector('.mo-item.mo-current');

  // A member follows on a phone.
  const member = await signedIn(browser, base, 'medlem@demo.dk', { viewport: { width: 375, height: 800 } });
  await member.page.goto(base + path.replace('/arbejde/', '/mit/'));
  await member.page.waitForSelector('[data-now]');

  // One key, one outcome; the member sees it without asking.
  await page.keyboard.press('g');
  await saved(page);
  await member.page.waitForFunction(() => document.querySelector('.mo-live-now .mo-result')?.innerText.includes('Godkendt'));
  await shots?.(member.page, 'moede-medlem');

  // Enter does what its field is for, or nothing.
  await page.keyboard.press('h');
  await page.waitForFunction(() => document.activeElement.name === 'til');
  await page.keyboard.type('K17');
  await page.keyboard.press('Enter');
  await saved(page);
  await page.waitForFunction(() => document.querySelector('.mo-item.mo-current .mo-result')?.innerText === 'Henvist til K17');
  await page.keyboard.press('Escape');
  // The driver's keyboard has no æ.
  await page.evaluate(() => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'æ', bubbles: true })));
  await page.waitForFunction(() => document.activeElement.name === 'tekst');
  await page.keyboard.type('idet fristen er den 1. maj');
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction(() => document.querySelector('.mo-item.mo-current .mo-result')?.innerText.startsWith('Godkendt med ændringer. idet'));
  await page.focus('#mo-kl');
  await page.keyboard.type('23.59');
  await page.keyboard.press('Enter');
  assert.match(await page.textContent('.mo-phase'), /blev åbnet/, 'Enter in a time ends and pauses nothing');
  await page.fill('#mo-kl', '');
  await withoutScript(browser, context, base + path);

  // The network goes. The secretary goes on: next item, outcome, a remark, a vote.
  await context.setOffline(true);
  await page.click('h1');
  for (const key of ['x', 'g', 'x', 'd']) await page.keyboard.press(key);
  const current = await page.getAttribute('.mo-item.mo-current', 'data-number');
  assert.equal(current, await page.getAttribute('.mo-item:not([hidden])', 'data-number'), 'taken up before the server knows');
  await page.keyboard.press('n');
  await page.fill('[data-tool=n] textarea', 'Skrevet uden net, først');
  await page.click('[data-tool=n] button.button-primary');
  await page.keyboard.press('n');
  await page.fill('[data-tool=n] textarea', 'Skrevet uden net, så');
  await page.click('[data-tool=n] button.button-primary');
  await page.waitForFunction(() => document.getElementById('mo-status').textContent.startsWith('6 gemt her'));
  const status = await page.textContent('#mo-status');
  assert.match(status, /^6 gemt her, venter på forbindelse/);
  assert.equal(await page.locator('.mo-pending li').count(), 6);
  await shots?.(page, 'moede-uden-net');

  // The window is closed and another one opened when the network is back: what was kept is sent.
  await page.close();
  await context.setOffline(false);
  const [one, two] = await Promise.all([context.newPage(), context.newPage()]);
  await Promise.all([one.goto(base + path), two.goto(base + path)]);
  await Promise.all([saved(one), saved(two)]);
  const entered = await settled(one);
  const at = (text) => entered.findIndex((line) => line.includes(text));
  const count = (text) => entered.filter((line) => line.includes(text)).length;
  assert.equal(count('Skrevet uden net, først'), 1, 'once');
  const outcomes = entered.filter((line) => /: (Godkendt|Drøftet)$/.test(line)).slice(0, 2);
  const numbers = await one.$$eval('.mo-item', (items) => items.slice(1, 3).map((item) => item.dataset.number));
  assert.deepEqual(outcomes, [`Punkt ${numbers[1]}: Drøftet`, `Punkt ${numbers[0]}: Godkendt`], 'each item its own outcome');
  assert.equal(count('Skrevet uden net, så'), 1, 'once');
  assert.equal(count('Drøftet'), 1, 'once');
  assert.ok(at('Skrevet uden net, så') < at('Skrevet uden net, først'), 'in order, newest first');
  assert.ok(at('Skrevet uden net, først') < at('Drøftet'), 'in order, newest first');
  await shots?.(one, 'moede-efter');

  // What cannot be is refused with the reason, and stays with who typed it.
  await one.click('h1');
  await one.keyboard.press('s');
  await one.fill('[data-tool=s] input[name=for]', '999');
  await one.click('[data-tool=s] button.button-primary');
  await one.waitForSelector('#mo-refused li');
  assert.match(await one.textContent('#mo-refused li'), /999 stemmer er flere end/);
  await shots?.(one, 'moede-afvist');
  assert.equal(await one.textContent('#mo-status'), 'Alt andet er gemt.');
  // Put right where it was typed, it goes away; what is missing is asked for before anything is sent.
  await one.locator('#mo-refused li button').first().click();
  assert.equal(await one.inputValue('[data-tool=s] input[name=for]'), '999');
  await one.fill('[data-tool=s] input[name=for]', '1');
  await one.keyboard.press('Enter');
  await saved(one);
  await one.waitForFunction(() => document.querySelectorAll('#mo-refused li').length === 0);
  await one.keyboard.press('p');
  await one.fill('[data-tool=p] textarea', 'En udtalelse uden navn');
  await one.click('[data-tool=p] button.button-primary');
  assert.ok(await one.isVisible('[data-tool=p] textarea'));
  assert.equal(await one.inputValue('[data-tool=p] textarea'), 'En udtalelse uden navn');
  await one.click('[data-tool=p] .mo-choice input');
  await one.click('[data-tool=p] button.button-primary');
  await saved(one);
  assert.ok((await settled(one)).some((line) => line.includes('Protokolbemærkning')));

  // Signed out in another window: what is typed is kept, and sent once signed in again.
  const other = await context.newPage();
  await other.goto(`${base}/arbejde`);
  await Promise.all([other.waitForLoadState(), other.click('form[action="/log-ud"] button')]);
  await one.bringToFront();
  await one.click('h1');
  await one.keyboard.press('n');
  await one.fill('[data-tool=n] textarea', 'Skrevet uden login');
  await one.click('[data-tool=n] button.button-primary');
  await one.waitForFunction(() => document.getElementById('mo-status').textContent.includes('logget ud'));
  assert.ok(await one.isVisible('.mo-sign-in'));
  await shots?.(one, 'moede-logget-ud');
  await other.goto(`${base}/log-ind`);
  await other.fill('#email', 'sekretaer@demo.dk');
  await other.fill('input[name=kode]', PASSWORD);
  await Promise.all([other.waitForURL(/arbejde/), other.click('main button[type=submit]')]);
  const after = await settled(one);
  assert.equal(after.filter((line) => line.includes('Skrevet uden login')).length, 1);

  // Help, by key, and away again.
  await one.keyboard.press('?');
  await one.waitForSelector('#mo-help[open]');
  await shots?.(one, 'moede-genveje');
  await one.keyboard.press('Escape');

  // Close, and read the minutes.
  await one.click('button[value=luk]');
  await one.waitForFunction(() => document.querySelector('.mo-phase').textContent.includes('sluttede'));
  await one.goto(base + path.replace('/moede/', '/referat/'));
  assert.match(await one.content(), /Drøftet\.\s*Skrevet uden net, først\.\s*Skrevet uden net, så\./);
  await shots?.(one, 'referat');
  assert.deepEqual(errors, []);
  await member.context.close();
  await context.close();
}

if (process.argv[1]?.endsWith('meeting.mjs')) {
  const [base] = process.argv.slice(2);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  const folder = process.env.SHOTS;
  const shots = folder && (async (page, name) => {
    const width = page.viewportSize().width;
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
    if (width > 400) {
      await page.setViewportSize({ width: 375, height: 800 });
      await page.screenshot({ path: `${folder}/${name}-375.png`, fullPage: true });
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  });
  try {
    await meeting(browser, base.replace(/\/$/, ''), shots);
    console.log('a meeting runs through a network drop');
  } finally { await browser.close(); }
}
