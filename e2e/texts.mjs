// Two people in one text, in two real browsers: nothing typed may get lost, whatever happens between.
//
//   BASE_URL=http://127.0.0.1:8088 node texts.mjs
//
// TEXT is the text's address, /arbejde/tekst/ID; without it the text of a case is taken that can be
// written in and has two fields with a paragraph.
// With SERVER, a command that serves BASE_URL from data that last, the script starts it, kills it
// with -9 while both write, and starts it again. USERS are two addresses with the role of a writer in
// the text's body, PASSWORD is theirs.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const base = (process.env.BASE_URL ?? 'http://127.0.0.1:8088').replace(/\/$/, '');
let text = process.env.TEXT || null;
const users = (process.env.USERS ?? 'sekretaer@demo.dk,sagsbehandler@demo.dk').split(',');
const password = process.env.PASSWORD ?? 'demonstration';
const here = dirname(fileURLToPath(import.meta.url));
const artifacts = join(here, 'artifacts');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
  '--disable-background-networking', '--disable-component-update',
];
const PATIENCE = 30_000;

const failures = [];
const fail = (what) => {
  failures.push(what);
  console.error(`  ✗ ${what}`);
};
const step = (what) => console.log(`── ${what}`);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** The server, if it is ours to start and to kill. */
const server = {
  child: null,
  async start() {
    if (!process.env.SERVER) return;
    // A group of its own: what is killed is the server, not only the shell it was started by.
    this.child = spawn(process.env.SERVER, { shell: true, detached: true, stdio: 'ignore' });
    for (let tries = 0; tries < 300; tries++) {
      const answer = await fetch(`${base}/health`).catch(() => null);
      if (answer?.ok) return;
      await pause(100);
    }
    throw new Error('the server does not answer');
  },
  kill() {
    if (!this.child) return;
    try {
      process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
    this.child = null;
  },
};

class Writer {
  constructor(browser, email, width) {
    Object.assign(this, { browser, email, width, said: [] });
  }

  async open() {
    this.context = await this.browser.newContext({ viewport: { width: this.width, height: 900 } });
    await this.signIn();
    await this.openText();
    return this;
  }

  async signIn() {
    const page = await this.context.newPage();
    await page.goto(`${base}/log-ind`);
    await page.locator('input[name="email"]').fill(this.email);
    await page.locator('input[type="password"]').fill(password);
    await page.locator('main form button[type="submit"], main form button').first().click();
    await page.waitForURL((url) => url.pathname !== '/log-ind', { timeout: PATIENCE });
    await page.close();
  }

  async openText() {
    this.page = await this.context.newPage();
    this.page.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource|net::|EventSource/.test(message.text())) this.said.push(message.text());
    });
    this.page.on('pageerror', (error) => this.said.push(String(error)));
    await this.page.goto(base + text);
    await this.page.locator('#rl-text[data-ready]').waitFor({ timeout: PATIENCE });
  }

  /** Puts the cursor at the end of the n-th paragraph of a field and types. */
  async write(words, field = 0, { delay = 5 } = {}) {
    const paragraph = this.page.locator('#rl-editor .rl-ed-field').nth(field).locator(':scope > p').last();
    await paragraph.scrollIntoViewIfNeeded();
    await this.page.evaluate(() => document.getElementById('rl-editor').focus());
    // Behind its last character, wherever its lines are broken.
    await paragraph.evaluate((node) => getSelection().collapse(node, node.childNodes.length));
    await pause(60);
    await this.page.keyboard.type(words, { delay });
  }

  document() {
    return this.page.evaluate(() => document.getElementById('rl-text').rlText.doc());
  }

  unsent() {
    return this.page.evaluate(() => document.getElementById('rl-text').rlText.unsent());
  }

  status() {
    return this.page.locator('.rl-ed-status').textContent();
  }

  situation(name) {
    return this.page.locator(`#rl-text[data-situation="${name}"]`).waitFor({ timeout: PATIENCE })
      .catch(() => fail(`${this.email}: the page never says "${name}"`));
  }

  stored() {
    return this.page.evaluate(async (url) => (await fetch(`${url}/data`, { headers: { accept: 'application/json' } })).json(), text);
  }
}

/** A document with the attributes of its nodes in one order. */
const sorted = (value) => (Array.isArray(value) ? value.map(sorted)
  : value && typeof value === 'object' ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])])) : value);

/** How often a word stands in a text. */
const count = (whole, word) => whole.split(word).length - 1;

/** Waits until both and the server have the same text with every word in it once. */
async function agree(what, writers, words) {
  const end = Date.now() + PATIENCE;
  let documents = [];
  for (;;) {
    documents = await Promise.all([...writers.map((writer) => writer.document()), writers[0].stored().then(({ doc }) => doc).catch(() => null)]);
    documents = documents.map((each) => JSON.stringify(sorted(each)));
    const same = documents.every((each) => each === documents[0]);
    const unsent = await Promise.all(writers.map((writer) => writer.unsent()));
    const sent = same && unsent.every((steps) => steps === 0);
    if (sent && words.every((word) => count(documents[0], word) === 1)) return;
    if (Date.now() > end) {
      if (!sent) fail(`${what}: the texts differ after ${PATIENCE / 1000} seconds`);
      break;
    }
    await pause(100);
  }
  for (const word of words) {
    const times = count(documents.at(-1), word);
    if (times !== 1) fail(`${what}: "${word}" stands there ${times} times`);
  }
}

async function axeFindings(page, where) {
  await page.evaluate(axe);
  const results = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags } }), TAGS);
  for (const violation of results.violations) {
    const nodes = violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ');
    fail(`${where}: axe ${violation.id} (${violation.impact}): ${violation.help}: ${nodes}`);
  }
}

const picture = (page, name) => page.screenshot({ path: join(artifacts, `tekst-${name}.png`), fullPage: true });

/** As Word puts it on the clipboard: list paragraphs, dress, a comment, a picture. */
const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head><body lang=DA>
<!--StartFragment--><h2 style='mso-pagination:widow-orphan'>Nøglen<o:p></o:p></h2>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Fed</b> og <i>kursiv</i> og <span style='font-weight:700'>span</span>, se <a href="https://www.kl.dk/">KL</a>.<span style='mso-comment-continuation:1'></span><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Første punkt<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp;</span></span><![endif]>Underpunkt<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;</span></span><![endif]>Andet punkt<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span><![endif]>Et tal<o:p></o:p></p>
<table class=MsoTableGrid><thead><tr><td><p class=MsoNormal><b>KKR</b></p></td><td><p class=MsoNormal>Pladser</p></td></tr></thead><tr><td><p>Sjælland</p><p>i alt</p></td><td><p>851</p></td></tr></table>
<p class=MsoNormal><img width=10 height=10 src="file:///C:/x.png"></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<div style='mso-element:comment-list'><div class=MsoCommentText>Hemmelig kommentar</div></div><!--EndFragment--></body></html>`;

async function paste(writer, html) {
  await writer.page.evaluate((content) => {
    const data = new DataTransfer();
    data.setData('text/html', content);
    data.setData('text/plain', 'x');
    const target = document.getElementById('rl-editor');
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
}

/** The shape of the last field's blocks: enough to see that structure came along. */
const shape = (node) => {
  const inner = (node.content ?? []).map(shape);
  if (node.type === 'text') return `${(node.marks ?? []).map((mark) => mark.type[0]).join('')}"${node.text}"`;
  return `${node.type}${node.attrs?.ordered ? '1' : ''}(${inner.join(' ')})`;
};

async function coWriting(browser, a, b) {
  step('both write at once, in different places and in the same');
  await Promise.all([a.write(' alfa-et', 0), b.write(' beta-et', 1)]);
  await Promise.all([a.write(' alfa-to', 0), b.write(' beta-to', 0)]);
  await agree('at once', [a, b], ['alfa-et', 'beta-et']);
  const present = await a.page.locator('.rl-ed-present li').count();
  if (present !== 2) fail(`${present} are present, not 2`);
  await a.page.locator('.rl-ed-cursor').first().waitFor({ timeout: PATIENCE }).catch(() => fail('no cursor of the other'));
  await picture(a.page, 'to-skriver-1280');

  step('one goes offline, writes on, and comes back');
  await b.context.setOffline(true);
  await b.write(' beta-afbrudt', 1);
  await a.write(' alfa-imens', 1);
  await b.situation('offline');
  await picture(b.page, 'afbrudt-375');
  const said = await b.status();
  if (!/Ingen forbindelse/.test(said)) fail(`offline the page says "${said}"`);
  await b.write(' beta-stadig', 0);
  await b.context.setOffline(false);
  await agree('after the interruption', [a, b], ['beta-afbrudt', 'alfa-imens', 'beta-stadig']);

  step('one closes the page offline and opens it again');
  await b.context.setOffline(true);
  await b.write(' beta-lukket', 1);
  await b.situation('offline');
  await b.page.close();
  await b.context.setOffline(false);
  await a.write(' alfa-videre', 0);
  await b.openText();
  await agree('after closing', [a, b], ['beta-lukket', 'alfa-videre']);

  step('the tab of one crashes offline; the other goes on, and so does a tab opened at once');
  await b.context.setOffline(true);
  await b.write(' beta-styrtet', 1);
  await b.situation('offline');
  await b.page.goto('chrome://crash', { timeout: 5000 }).catch(() => {});
  await b.page.close();
  await b.context.setOffline(false);
  await b.openText();
  await agree('after the crash', [a, b], ['beta-styrtet']);

  step('two tabs of one are open; the one that closes offline leaves its words to the other');
  const { page: stays } = b;
  await b.openText();
  // Only this tab is cut off: it types what it cannot send.
  await b.page.route('**/trin*', (route) => route.abort());
  await b.write(' beta-efterladt', 1);
  await b.situation('offline');
  await b.page.close();
  b.page = stays;
  await agree('after one of two tabs closed', [a, b], ['beta-efterladt']);

  step('the answer to a batch is lost: it is sent again and taken once');
  let lost = 0;
  await b.page.route('**/trin', async (route) => {
    if (route.request().method() !== 'POST' || lost++) return route.continue();
    await route.fetch().catch(() => {});
    return route.abort();
  });
  await b.write(' beta-ensvar', 1);
  await agree('after a lost answer', [a, b], ['beta-ensvar']);
  if (!lost) fail('no answer was lost');
  await b.page.unroute('**/trin');

  step('the session ends while one writes; signing in elsewhere is enough');
  await b.context.clearCookies();
  await b.write(' beta-udlogget', 1);
  await b.situation('signed-out');
  await picture(b.page, 'logget-ud-375');
  await axeFindings(b.page, 'signed out');
  await b.signIn();
  await agree('after signing in again', [a, b], ['beta-udlogget']);
}

async function killing(a, b) {
  if (!process.env.SERVER) {
    console.log('   (no SERVER: nothing is killed)');
    return;
  }
  step('the server is killed with -9 while both write, five times');
  const words = [];
  for (let n = 1; n <= 5; n++) {
    const [x, y] = [` alfa-draebt${n}.`, ` beta-draebt${n}.`];
    words.push(x.trim(), y.trim());
    const writing = Promise.all([a.write(x, 0, { delay: 30 }), b.write(y, 1, { delay: 30 })]);
    await pause(100 + n * 120);
    server.kill();
    await writing;
    await server.start();
  }
  await agree('after killing', [a, b], words);
}

/** Keys and buttons at random, by a generator with a seed: a run can be repeated. */
async function storm(a, b) {
  const seed = Number(process.env.SEED ?? Date.now() % 100_000);
  step(`both do at random what can be done, going offline and back (SEED=${seed})`);
  let state = seed;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const keys = ['Enter', 'Backspace', 'Delete', 'Tab', 'Shift+Tab', 'Control+b', 'Control+i', 'Control+z', 'Control+y',
    'Shift+Control+Digit8', 'Shift+Control+Digit7', 'Control+Alt+Digit1', 'Shift+ArrowLeft', 'Shift+ArrowUp', 'ArrowDown', 'End'];
  const buttons = ['Ny indstilling', 'Nummerér punkter', 'Flyt afsnit ned', 'Flyt afsnit op', 'Ny række', 'Ny kolonne', 'Slet række',
    'Overskriftsrække', 'Saml celler', 'Fjern afsnit eller indstilling'];
  const act = async (writer, n) => {
    const spots = writer.page.locator('#rl-editor p');
    const count = await spots.count();
    const spot = spots.nth(random(count));
    await spot.evaluate((node, whole) => {
      document.getElementById('rl-editor').focus();
      const selection = getSelection();
      selection.collapse(node, node.childNodes.length);
      if (whole) selection.extend(node, 0);
    }, random(6) === 0).catch(() => {});
    await pause(20);
    for (let times = 1 + random(3); times > 0; times--) {
      const what = random(10);
      if (what < 5) await writer.page.keyboard.type(`o${n}x`);
      else if (what < 9) await writer.page.keyboard.press(keys[random(keys.length)]);
      else {
        const name = buttons[random(buttons.length)];
        await writer.page.evaluate((label) => {
          [...document.querySelectorAll('.rl-ed-button')].find((node) => (node.getAttribute('aria-label') ?? node.textContent) === label)?.click();
        }, name);
      }
    }
  };
  const weather = async (writer) => {
    for (let n = 0; n < 25; n++) {
      const offline = random(6) === 0;
      if (offline) await writer.context.setOffline(true);
      for (let m = 0; m < 3; m++) await act(writer, n);
      if (offline) await writer.context.setOffline(false);
    }
  };
  await Promise.all([weather(a), weather(b)]);
  for (const writer of [a, b]) await writer.context.setOffline(false);
  await agree('after the storm', [a, b], []);
  const steps = (await a.stored()).version;
  console.log(`   ${steps} steps on the server`);
}

/** What was copied from an earlier case is marked until someone looks at it. */
async function renewal(a, b) {
  step('what must be renewed is marked, and cleared by a click and by typing');
  await a.write('', 1);
  await paste(a, '<p data-pm-slice="0 0 []">Mødet i <mark data-rl="renew">2025</mark> havde <mark data-rl="renew">17</mark> deltagere.</p>');
  const bar = a.page.locator('.rl-ed-renewals');
  const said = () => bar.locator('p').textContent();
  if (!/^2 årstal/.test(await said())) fail(`two renewals are told as "${await said()}"`);
  await axeFindings(a.page, 'renewals');
  await picture(a.page, 'fornyelse-1280');
  await a.page.locator('mark.rl-ed-renew', { hasText: '2025' }).click();
  if (!/^Ét/.test(await said())) fail(`after a click it says "${await said()}"`);
  await a.page.locator('mark.rl-ed-renew', { hasText: '17' }).evaluate((node) => {
    document.getElementById('rl-editor').focus();
    getSelection().collapse(node.firstChild, 2);
  });
  await pause(60);
  await a.page.keyboard.press('Backspace');
  await a.page.keyboard.type('8');
  if (await bar.isVisible()) fail('a figure that was changed is still marked');
  await agree('after renewal', [a, b], ['havde 18 deltagere']);
}

/** A Word file is read by the server and put in at the cursor. */
async function wordFile(a, b) {
  const file = process.env.DOCX;
  if (!file) return;
  step('a Word file is read into the text');
  await a.write('', 1);
  const chosen = a.page.waitForEvent('filechooser');
  await a.page.getByRole('button', { name: 'Indsæt fra Word-fil' }).click();
  await (await chosen).setFiles(file);
  const before = JSON.stringify(await a.document()).length;
  await a.page.waitForFunction((length) => JSON.stringify(document.getElementById('rl-text').rlText.doc()).length > length + 500, before, { timeout: PATIENCE })
    .catch(() => fail('the file brought no text'));
  await agree('after a file', [a, b], []);
}

/** A false sum is underlined as one types, told, shown, and left for a reason. */
async function proofReading(a, b) {
  step('a false sum is found as one types, and left for a reason');
  await a.write(' Vi er 70: 50 konsulenter, 16 i staben og 5 ledere.', 0);
  await a.situation('saved');
  const row = a.page.locator('.rl-ed-proof .rl-finding', { hasText: '70' });
  await row.waitFor({ timeout: PATIENCE }).catch(() => fail('the sum is not found'));
  const underlined = await a.page.locator('.rl-ed-found-error').allTextContents();
  if (!underlined.join('').includes('70')) fail(`underlined is "${underlined.join('|')}"`);
  await b.page.locator('.rl-ed-proof .rl-finding', { hasText: '70' }).waitFor({ timeout: PATIENCE })
    .catch(() => fail('the other is not told of the sum'));
  await row.getByRole('button', { name: 'Vis i teksten' }).click();
  if (!/70/.test(await a.page.locator('.rl-ed-at').textContent())) fail('where the cursor stands nothing is told');
  await axeFindings(a.page, 'proof-reading at 1280');
  await axeFindings(b.page, 'proof-reading at 375');
  await picture(a.page, 'korrektur-1280');
  await picture(b.page, 'korrektur-375');
  await row.getByRole('button', { name: 'Lad det stå' }).click();
  await a.page.locator('dialog button[type="submit"]').click();
  if (!(await a.page.locator('dialog .form-error-message').isVisible())) fail('it can be left without a reason');
  await a.page.locator('dialog input').fill('Tallet er med en vikar.');
  await a.page.locator('dialog button[type="submit"]').click();
  await row.waitFor({ state: 'detached', timeout: PATIENCE }).catch(() => fail('what was left is still shown'));
}

async function structure(a, b) {
  step('paste from Word keeps the structure and says what it left out');
  await a.write('', 1);
  await a.page.keyboard.press('Enter');
  await paste(a, WORD);
  await agree('after pasting', [a, b], ['Underpunkt', 'Et tal']);
  const fields = (await a.document()).content.filter((node) => node.type === 'field');
  const got = shape(fields[1]);
  for (const part of [
    'heading("Nøglen")', 's"Fed"', 'e"kursiv"', 's"span"', 'l"KL"',
    'list(list_item(paragraph("Første punkt") list(list_item(paragraph("Underpunkt")))) list_item(paragraph("Andet punkt")))',
    'list1(list_item(paragraph("Et tal")))',
    'table(table_row(table_header(cell_line("KKR")) table_header(cell_line("Pladser"))) table_row(table_cell(cell_line("Sjælland") cell_line("i alt")) table_cell(cell_line("851"))))',
  ]) {
    if (!got.includes(part)) fail(`pasted, ${part} is missing in ${got}`);
  }
  if (got.includes('Hemmelig')) fail('a comment was pasted along');
  const notice = await a.page.locator('.rl-ed-notice').textContent();
  if (!/billede/.test(notice)) fail(`the picture left out is not told: "${notice}"`);

  step('the toolbar by keyboard, a table, a link, a figure, an undo');
  await a.write('', 0);
  await a.page.keyboard.press('Alt+F10');
  const focused = () => a.page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent);
  const first = await focused();
  await a.page.keyboard.press('ArrowRight');
  if (await focused() === first) fail('arrow right does not move in the toolbar');
  if (await a.page.locator('.rl-ed-toolbar').first().locator('[tabindex="0"]').count() !== 1) fail('the toolbar has not one tab stop');
  await a.page.getByRole('button', { name: 'Indsæt tabel' }).click();
  await a.page.locator('dialog').getByRole('button', { name: 'OK' }).click();
  await a.page.locator('.rl-ed-toolbar-table').waitFor({ timeout: PATIENCE });
  await pause(100);
  for (const word of ['kolonne-et', 'kolonne-to', 'kolonne-tre']) {
    await a.page.keyboard.type(word);
    await a.page.keyboard.press('Tab');
  }
  await picture(a.page, 'tabel-1280');
  await axeFindings(a.page, 'editor with table');
  await a.write(' figur:', 0);
  await a.page.getByRole('button', { name: 'Indsæt tal' }).click();
  await a.page.locator('dialog select').waitFor({ timeout: 5000 }).then(
    async () => {
      await axeFindings(a.page, 'dialog');
      await a.page.locator('dialog').getByRole('button', { name: 'OK' }).click();
      await a.page.locator('.rl-ed-figure-body table').first().waitFor({ timeout: PATIENCE });
    },
    () => console.log('   (no figures here)'),
  );
  await agree('after a table and a figure', [a, b], ['kolonne-et', 'kolonne-to']);
  await a.write(' fortrudt', 1);
  await a.page.keyboard.press('Control+z');
  await agree('after an undo', [a, b], []);
  if (JSON.stringify(await b.document()).includes('fortrudt')) fail('an undo does not reach the other');
}

async function versions(a, b) {
  step('versions: kept, compared, brought back');
  await a.page.keyboard.press('Control+s');
  await a.page.locator('dialog input').fill('til K17');
  await a.page.locator('dialog').getByRole('button', { name: 'OK' }).click();
  await a.page.locator('.rl-ed-notice', { hasText: 'Versionen er gemt' }).waitFor({ timeout: PATIENCE });
  await a.write(' efter-versionen', 0);
  await agree('after keeping', [a, b], ['efter-versionen']);
  const page = await a.context.newPage();
  await page.goto(`${base}${text}/versioner`);
  await axeFindings(page, 'versions');
  await picture(page, 'versioner-1280');
  await page.getByRole('button', { name: 'Sammenlign' }).click();
  await page.locator('.rl-diff ins', { hasText: 'efter-versionen' }).waitFor({ timeout: PATIENCE });
  await axeFindings(page, 'comparison');
  await picture(page, 'sammenlign-1280');
  await page.goBack();
  await page.locator('tr', { hasText: 'til K17' }).getByRole('link').click();
  await axeFindings(page, 'version');
  await page.getByRole('button', { name: 'Gør denne version gældende igen' }).click();
  await page.waitForURL(`${base}${text}`);
  await page.close();
  await agree('after bringing back', [a, b], []);
  if (JSON.stringify(await b.document()).includes('efter-versionen')) fail('the older version did not come back');
  const plain = await a.browser.newContext({ javaScriptEnabled: false, viewport: { width: 375, height: 800 }, storageState: await a.context.storageState() });
  const bare = await plain.newPage();
  await bare.goto(base + text);
  if (!/JavaScript/.test(await bare.locator('main').textContent())) fail('without JavaScript nothing says why one cannot write');
  if (!/Underpunkt/.test(await bare.locator('main').textContent())) fail('without JavaScript the text is not there');
  await picture(bare, 'uden-javascript-375');
  await plain.close();
}

/** The text of a case with enough fields to write in. */
async function findText(browser) {
  const finder = new Writer(browser, users[0], 1280);
  finder.context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await finder.signIn();
  const page = await finder.context.newPage();
  const hrefs = (selector) => page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  await page.goto(`${base}/arbejde/sager`);
  for (const href of await hrefs('main a[href^="/arbejde/sag/"]')) {
    await page.goto(base + href);
    const [found] = await hrefs('main a[href^="/arbejde/tekst/"]');
    if (!found) continue;
    const { doc, locked } = await page.evaluate(async (url) => (await fetch(`${url}/data`, { headers: { accept: 'application/json' } })).json(), found);
    const fields = doc.content.filter((node) => node.type === 'field').slice(0, 2);
    const open = fields.filter((node) => node.content.some(({ type }) => type === 'paragraph'));
    if (!locked && open.length === 2) {
      await finder.context.close();
      return found;
    }
  }
  throw new Error('no case has a text with two fields that can be written in');
}

mkdirSync(artifacts, { recursive: true });
const profile = mkdtempSync(join(tmpdir(), 'raadslag-e2e-'));
await server.start();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: FLAGS,
  env: { ...process.env, TMPDIR: profile },
});
try {
  text ??= await findText(browser);
  console.log(`the text is ${text}`);
  const a = await new Writer(browser, users[0], 1280).open();
  const b = await new Writer(browser, users[1], 375).open();
  await axeFindings(a.page, 'editor at 1280');
  await axeFindings(b.page, 'editor at 375');
  await picture(b.page, 'editor-375');
  const wide = await b.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) fail(`at 375 px the page is ${wide} px too wide`);
  await coWriting(browser, a, b);
  await killing(a, b);
  await proofReading(a, b);
  await structure(a, b);
  await renewal(a, b);
  await wordFile(a, b);
  await versions(a, b);
  await storm(a, b);
  for (const writer of [a, b]) for (const message of writer.said) fail(`${writer.email}: console: ${message}`);
} catch (error) {
  fail(String(error.stack ?? error));
} finally {
  await browser.close();
  server.kill();
  rmSync(profile, { recursive: true, force: true });
}
console.log(`${failures.length} failures`);
process.exit(failures.length ? 1 : 0);
