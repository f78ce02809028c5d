// One case from draft to published minutes and onward answers, in a real browser, played in all
// roles: officer, K17, secretary, chair, members, and the officers of 17 municipalities and the region.
// Every kind of page on the way is held to axe.
//
// node journey.mjs BASE_URL (of a fresh demo)
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

/** Puts a station at the end of a case's route. */
async function station(page, body, ask) {
  await page.locator('summary', { hasText: 'Tilføj en station' }).click();
  await page.selectOption('#rute-organ', body);
  await page.selectOption('#rute-hvad', { label: ask });
  await press(page, page.locator('form[action$="/rute"] button').last());
}

/** K17 recommends the case by its preparer, and is done with it. */
async function prepare(browser, base, casePath, officer, failures) {
  const k17 = await enter(browser, base, 'k17@demo.dk');
  await k17.goto(base + casePath);
  await k17.locator('summary', { hasText: 'Skriv en anbefaling eller kommentar' }).click();
  await k17.selectOption('#raad-organ', 'k17');
  await k17.fill('#raad-tekst', 'K17 anbefaler, at ruterne skiltes ens.');
  await hold(k17, 'case of K17', failures);
  await press(k17, k17.locator('form[action$="/raad"] button').last());
  assert.match(await k17.textContent('main'), /skiltes ens/);
  await k17.close();
  await officer.goto(base + casePath);
  const href = await officer.locator(`a[href^="${casePath}/rute/"]`).first().getAttribute('href');
  await officer.goto(base + href);
  await hold(officer, 'station', failures);
  await officer.selectOption('#udfald', 'recommended');
  await press(officer, officer.locator('button[value=afgjort]'));
}

/** What was decided goes on to 17 municipalities and the region, and each of them answers by its link. */
async function answers(browser, base, secretary, onward, failures) {
  await secretary.goto(base + onward);
  await hold(secretary, 'onward', failures);
  const chosen = await secretary.locator('input[name=modtager]:checked').count();
  assert.equal(chosen, 18, '17 municipalities and the region are chosen');
  await secretary.fill('#frist', `${new Date().getFullYear() + 1}-12-01`);
  await press(secretary, secretary.locator('form[action="/arbejde/videre"] button.button-primary'));
  const path = new URL(secretary.url()).pathname;
  await hold(secretary, 'onward case', failures);
  await press(secretary, secretary.locator('form[action$="/links"] button'));
  const links = await secretary.locator('.rl-onward-links code').allTextContents();
  assert.equal(links.length, 18);
  const phone = await browser.newContext({ viewport: { width: 375, height: 812 }, bypassCSP: true });
  const page = await phone.newPage();
  for (const [n, link] of links.entries()) {
    await page.goto(base + new URL(link.trim()).pathname);
    if (n === 0) await hold(page, 'answering', failures);
    // One departs from it, and says how.
    const departs = n === 4;
    await page.locator(`input[name=svar][value=${departs ? 'deviated' : 'followed'}]`).check();
    await page.fill('#dato', new Date().toISOString().slice(0, 10));
    if (departs) await page.fill('#tekst', 'Ruten føres uden om byen.');
    await press(page, page.locator('form[action^="/svar/"] button'));
    assert.equal(await page.locator('.alert-error').count(), 0, `${link}: ${await page.locator('.alert').allTextContents()}`);
    assert.equal(await page.locator('.alert-success').count(), 1, link);
    if (n === 0) await hold(page, 'answered', failures);
  }
  await phone.close();
  await secretary.goto(base + path);
  await hold(secretary, 'onward case with every answer', failures);
  const said = await secretary.textContent('main');
  assert.match(said, /18 af 18/, 'the figure counts every answer');
  assert.match(said, /uden om byen/);
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(base + path.replace('/arbejde', ''));
  assert.match(await reader.textContent('main'), /18 af 18/, 'and the public reads it');
  await reader.close();
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
  await station(officer, 'k17', 'Anbefale');
  await station(officer, 'kkr-sjaelland', 'Godkende');
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
  await prepare(browser, base, casePath, officer, failures);

  // The secretary puts it on the agenda of the next meeting that is being prepared; where it is late, with a reason.
  const secretary = await enter(browser, base, 'sekretaer@demo.dk');
  await secretary.goto(`${base}/arbejde/aarshjul`);
  await hold(secretary, 'year plan', failures);
  const planned = await secretary.evaluate(async () => {
    const links = [];
    for (const year of [0, 1]) {
      const page = await (await fetch(`/arbejde/aarshjul?aar=${new Date().getFullYear() + year}&organ=kkr-sjaelland`)).text();
      links.push(...[...page.matchAll(/\/arbejde\/dagsorden\/[0-9a-f-]{36}/g)].map(([href]) => href));
    }
    for (const href of new Set(links)) {
      const page = await (await fetch(href)).text();
      if (page.includes('KKR Sjælland') && page.includes('Sager, der venter') && page.includes('cykelruter')) return href.split('/').pop();
    }
    return null;
  });
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
  await member.locator('a[href^="/punkt/"]', { hasText: TITLE }).first().click();
  await member.waitForURL('**/punkt/**');
  assert.match(await member.textContent('main'), /skiltes ens/, "K17's recommendation stands in the item");
  await hold(member, 'item', failures);
  await member.goto(base + meeting);
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

  const item = await member.locator('a[href^="/punkt/"]', { hasText: TITLE }).first().getAttribute('href');
  await secretary.goto(base + item);
  const onward = await secretary.locator('main a[href^="/arbejde/videre"]').first().getAttribute('href');
  await answers(browser, base, secretary, onward, failures);
  await secretary.close();
  assert.deepEqual(failures, []);
  console.log('one case from draft to published minutes and 18 answers: passed');
}

if (process.argv[1]?.endsWith('journey.mjs')) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync', '--disable-background-networking', '--disable-component-update'] });
  try { await journey(browser, process.argv[2] ?? 'http://127.0.0.1:8088'); } finally { await browser.close(); }
}
