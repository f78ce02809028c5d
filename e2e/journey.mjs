// One case from draft to published minutes and onward answers, in a real browser, played in all
// roles: officer, secretary, chair, members. Every page on the way is held to axe.
//
// Called by run.mjs, or alone: node journey.mjs BASE_URL (of a fresh demo)
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const PASSWORD = process.env.DEMO_PASSWORD ?? 'demonstration';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TITLE = 'Fælles cykelruter langs kysten';

/** Someone signed in; members on a phone. */
async function enter(browser, base, email, width = 1280) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${base}/log-ind`);
  await page.fill('#email', email);
  await page.fill('#kode', PASSWORD);
  await Promise.all([page.waitForURL((url) => !url.pathname.startsWith('/log-ind')), page.click('main button[type=submit]')]);
  return page;
}

/** What axe has against the page, and whether it scrolls sideways. */
async function hold(page, what, failures) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }));
  for (const one of found.violations) failures.push(`${what}: ${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
  if (wide) failures.push(`${what}: scrolls sideways at ${page.viewportSize().width}`);
}

/** Presses what leads to another page. */
async function press(page, locator) {
  await Promise.all([page.waitForNavigation(), locator.click()]);
}

const saved = (page) => page.waitForFunction(
  () => document.getElementById('mo-sync').dataset.state === 'sent', null, { timeout: 20000 });

/** Holds a meeting: everyone is there, each item named by its words gets its outcome, it is closed. */
async function holdMeeting(page, base, planned, outcomes) {
  await page.goto(`${base}/arbejde/moede/${planned}`);
  await page.waitForSelector('.mo-item:not([hidden])');
  await page.click('#mo-deltagere form button');
  await saved(page);
  await page.click('button[value=aabn]');
  await page.waitForSelector('button[value=luk]');
  for (const [words, key] of outcomes) {
    await page.keyboard.press('Escape');
    await page.locator('.mo-link', { hasText: words }).first().click();
    await page.keyboard.press('x');
    await page.waitForFunction((text) => document.querySelector('.mo-item.mo-current h2')?.textContent.includes(text), words);
    await page.keyboard.press(key);
    await saved(page);
  }
  await page.locator('button[value=luk]').click();
  await saved(page);
}

export async function journey(browser, base) {
  const failures = [];

  // The officer writes a case and sends it on its way to KKR Sjælland.
  const officer = await enter(browser, base, 'sagsbehandler@demo.dk');
  await officer.goto(`${base}/arbejde/sager/ny`);
  await hold(officer, 'new case', failures);
  await officer.fill('#titel', TITLE);
  await officer.selectOption('#art', 'decision');
  await officer.fill('#emne', '05.01.00');
  await officer.selectOption('#rute', { label: 'Ingen sagsgang endnu' });
  await press(officer, officer.locator('main form button[type=submit]').last());
  const casePath = new URL(officer.url()).pathname;
  assert.match(casePath, /^\/arbejde\/sag\//);
  await officer.locator('summary', { hasText: 'Tilføj en station' }).click();
  await officer.selectOption('#rute-organ', 'kkr-sjaelland');
  await officer.selectOption('#rute-hvad', { label: 'Godkende' });
  await press(officer, officer.locator('form[action$="/rute"] button').last());
  const text = await officer.locator('a[href^="/arbejde/tekst/"]').first().getAttribute('href');
  await officer.goto(base + text);
  await officer.waitForSelector('.ProseMirror');
  await hold(officer, 'editor', failures);
  await officer.locator('.ProseMirror p').first().click();
  await officer.keyboard.type('Det indstilles, at KKR Sjælland godkender cykelruterne.');
  await officer.waitForFunction(() => document.body.innerText.includes('Gemt'));
  await officer.goto(base + casePath);
  await hold(officer, 'case', failures);
  await press(officer, officer.locator('button[value=start]'));

  // The secretary puts it on the agenda of today's meeting; late, so with a reason.
  const secretary = await enter(browser, base, 'sekretaer@demo.dk');
  await secretary.goto(`${base}/arbejde/aarshjul`);
  await hold(secretary, 'year plan', failures);
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Copenhagen' });
  const planned = await secretary.evaluate(async (day) => {
    const links = [...document.querySelectorAll('a[href^="/arbejde/dagsorden/"]')].map((a) => a.getAttribute('href'));
    for (const href of links) {
      const page = await (await fetch(href)).text();
      if (page.includes('KKR Sjælland') && page.includes('Sager, der venter') && page.includes('cykelruter')) return href.split('/').pop();
    }
    return null;
  }, today);
  assert.ok(planned, 'the case waits at an agenda of KKR Sjælland');
  const agenda = `${base}/arbejde/dagsorden/${planned}`;
  await secretary.goto(agenda);
  const waiting = secretary.locator('form', { hasText: TITLE }).filter({ has: secretary.locator('input[name=sag]') });
  if (await waiting.locator('input[name=sent]').count()) await waiting.locator('input[name=sent]').fill('Fristen for tilskud er denne uge.');
  await press(secretary, waiting.locator('button'));
  assert.match(await secretary.textContent('main'), new RegExp(TITLE));
  await hold(secretary, 'agenda', failures);

  // The chair approves; the secretary publishes.
  const chair = await enter(browser, base, 'formand@demo.dk', 375);
  await chair.goto(agenda);
  await hold(chair, 'agenda of the chair', failures);
  await press(chair, chair.locator('form[action$="/godkend"] button'));
  await secretary.goto(`${agenda}/udgiv`);
  await hold(secretary, 'publishing', failures);
  if (await secretary.locator('#grund').count()) await secretary.fill('#grund', 'Set igennem.');
  await press(secretary, secretary.locator('main form button.button-primary'));
  await secretary.goto(agenda);
  const meeting = await secretary.locator('main a[href^="/moede/"]').first().getAttribute('href');
  const member = await enter(browser, base, 'medlem@demo.dk', 375);
  await member.goto(base + meeting);
  assert.match(await member.textContent('main'), new RegExp(TITLE), 'members and public read it');
  await hold(member, 'published agenda', failures);
  for (const file of ['dagsorden.pdf', 'pakke.pdf', 'dagsorden.docx']) {
    const answer = await member.request.get(`${base}${meeting}/${file}`);
    assert.equal(answer.status(), 200, file);
  }

  // The meeting is held, the minutes are sent.
  await holdMeeting(secretary, base, planned, [['Godkendelse af dagsorden', 'g'], [TITLE, 'g']]);
  await hold(secretary, 'meeting', failures);
  await secretary.goto(`${base}/arbejde/referat/${planned}`);
  await hold(secretary, 'minutes', failures);
  await press(secretary, secretary.locator('button[value=send]'));
  await member.goto(`${base}/mit/referat/${planned}`);
  await hold(member, 'minutes of a member', failures);

  // The next meeting approves them; then they are published, and the case is done.
  const next = await secretary.evaluate(async (own) => {
    const ids = [];
    for (const year of [0, 1]) {
      const page = await (await fetch(`/arbejde/aarshjul?aar=${new Date().getFullYear() + year}&organ=kkr-sjaelland`)).text();
      ids.push(...[...page.matchAll(/\/arbejde\/dagsorden\/([0-9a-f-]{36})/g)].map((m) => m[1]));
    }
    return [...new Set(ids)].slice([...new Set(ids)].indexOf(own) + 1);
  }, planned);
  assert.ok(next.length, 'there is a next meeting');
  await secretary.goto(`${base}/arbejde/dagsorden/${next[0]}`);
  const start = secretary.locator('form[action$="/start"] button');
  if (await start.count()) await press(secretary, start);
  await holdMeeting(secretary, base, next[0], [['Godkendelse af referat', 'g']]);
  await secretary.goto(`${base}/arbejde/referat/${planned}`);
  await press(secretary, secretary.locator('button[value=offentliggoer]'));
  await member.goto(base + meeting);
  assert.match(await member.textContent('main'), /Referat/);
  await officer.goto(base + casePath);
  assert.match(await officer.textContent('main'), /Godkendt/, 'the case has its outcome');

  // What was decided goes on to the municipalities; one of them answers by its link.
  const item = await member.locator('a[href^="/punkt/"]', { hasText: TITLE }).first().getAttribute('href');
  await secretary.goto(base + item);
  const onward = await secretary.locator('main a[href^="/arbejde/videre"]').first().getAttribute('href');
  await secretary.goto(base + onward);
  await hold(secretary, 'onward', failures);
  await secretary.close();
  assert.deepEqual(failures, []);
  console.log('one case from draft to published minutes: passed');
}

if (process.argv[1]?.endsWith('journey.mjs')) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync', '--disable-background-networking', '--disable-component-update'] });
  try { await journey(browser, process.argv[2] ?? 'http://127.0.0.1:8088'); } finally { await browser.close(); }
}
