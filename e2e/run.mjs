// Opens every kind of page in a real browser and fails where people would: see README.md.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const base = (process.env.BASE_URL ?? 'http://127.0.0.1:8088').replace(/\/$/, '');
const perKind = Number(process.env.PAGES ?? 3);
const here = dirname(fileURLToPath(import.meta.url));
const artifacts = join(here, 'artifacts');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [1280, 390, 320];
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
  '--disable-background-networking', '--disable-component-update',
];

const failures = [];
const fail = (where, what) => {
  failures.push(`${where}: ${what}`);
  console.error(`  ✗ ${where}: ${what}`);
};

/** Addresses by kind, out of the site map, and those it does not list. */
async function addresses() {
  const read = async (url) => (await (await fetch(url)).text());
  let map = await read(`${base}/sitemap.xml`);
  const parts = [...map.matchAll(/<sitemap><loc>(.*?)<\/loc>/g)].map((m) => m[1]);
  for (const part of parts) map += await read(part.replace(/^https?:\/\/[^/]+/, base));
  const kinds = new Map();
  const add = (kind, path) => {
    if (!kinds.has(kind)) kinds.set(kind, []);
    kinds.get(kind).push(path);
  };
  for (const [, loc] of map.matchAll(/<url><loc>(.*?)<\/loc>/g)) {
    const path = loc.replace(/^https?:\/\/[^/]+/, '').replaceAll('&amp;', '&');
    add(path === '/' ? 'forside' : path.split('/')[1], path);
  }
  const meeting = kinds.get('moede')?.at(-1);
  if (meeting) add('moede-hele', `${meeting}?vis=alt`);
  const date = meeting?.match(/\d{4}-\d{2}/)?.[0];
  if (date) add('kalender-maaned', `/kalender?maaned=${date}`);
  add('soeg-fundet', '/soeg?q=kommune');
  add('soeg-intet', '/soeg?q=xyzzyqq');
  add('soeg-vejrig', '/soeg?q=%22%28%20AND&side=7&udfald=rejected');
  add('moeder-aar', `/moeder?aar=${date?.slice(0, 4) ?? '2025'}`);
  const figure = kinds.get('tal')?.find((path) => path.includes('/tal/'));
  if (figure) add('tal-andre-vaerdier', `${figure}?v.findes.ikke=1`);
  const body = kinds.get('organ')?.[0];
  if (body) add('foelg', `/foelg?emne=${body}`);
  add('foelg', '/foelg');
  add('foelg', '/foelg/post');
  add('foelg', '/foelg?emne=/soeg%3Fq%3Dkommune');
  add('findes-ikke', '/findes-ikke');
  return kinds;
}

/** The first, the last and those between, evenly: different pages of one kind differ. */
function spread(list, count) {
  if (list.length <= count) return list;
  const step = (list.length - 1) / Math.max(count - 1, 1);
  return [...new Set(Array.from({ length: count }, (_, n) => list[Math.round(n * step)]))];
}

/** Pages worth more than their neighbours: those with tables, votes, closed items, threads. */
async function rich(paths) {
  const marks = [/class="rl-table"/, /class="rl-bar"/, /rl-closed-note/, /rl-thread-box/, /rl-decision/];
  const found = new Map();
  for (const path of paths.slice(0, 400)) {
    if (found.size === marks.length) break;
    const html = await (await fetch(base + path)).text();
    marks.forEach((mark, n) => !found.has(n) && mark.test(html) && found.set(n, path));
  }
  return [...found.values()];
}

const name = (kind, path) =>
  `${kind}-${path.replace(/[^a-z0-9]+/gi, '_').replace(/^_|_$/g, '').slice(0, 60)}`;

/** Opens a page and listens for everything the console has to say. */
async function open(context, path) {
  const page = await context.newPage();
  const said = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('requestfailed', (request) => said.push(`${request.url()} failed`));
  const response = await page.goto(base + path, { waitUntil: 'load' });
  const missing = path === '/findes-ikke';
  if (response.status() !== (missing ? 404 : 200)) fail(path, `answers ${response.status()}`);
  return {
    page,
    said: () => said.filter((text) => !(missing && /status of 404/.test(text))),
  };
}

/** The rules run from outside: our policy lets no foreign script in, not even this one. */
async function axeFindings(page) {
  if (!(await page.evaluate(() => Boolean(globalThis.axe)))) await page.evaluate(axe);
  await page.evaluate(() => scrollTo(0, 0));
  const results = await page.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags } }),
    TAGS,
  );
  return results.violations.map((violation) => {
    const where = violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ');
    return `axe ${violation.id} (${violation.impact}): ${violation.help}: ${where}`;
  });
}

/** What sticks out of the window and is in no frame that scrolls. */
const sticksOut = () => {
  const width = document.documentElement.clientWidth;
  const scrolls = (node) => {
    for (let up = node.parentElement; up; up = up.parentElement) {
      if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX)) return true;
    }
    return false;
  };
  const out = [...document.body.querySelectorAll('*')].filter((node) => {
    const box = node.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && box.right > width + 1 && !scrolls(node);
  });
  const list = out.slice(0, 3).map((node) => `${node.tagName.toLowerCase()}.${node.className}`);
  if (document.documentElement.scrollWidth > width) list.push('the page itself');
  return list;
};

/** Walks the page by tab: the skip link first, everything reached, the focus always to be seen. */
async function keyboard(page, where) {
  await page.evaluate(() => {
    scrollTo(0, 0);
    document.activeElement?.blur();
  });
  const expected = await page.evaluate(() => {
    const stops = [...document.querySelectorAll(
      'a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]',
    )].filter((node) => node.checkVisibility({ visibilityProperty: true }));
    stops.forEach((node, n) => node.setAttribute('data-stop', n));
    return stops.length;
  });
  const reached = new Set();
  for (let n = 0; n < expected + 5; n++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(async () => {
      // The window follows the focus with the next picture, not at once.
      const seen = () => {
        const box = document.activeElement.getBoundingClientRect();
        return box.bottom > 0 && box.top < innerHeight;
      };
      for (let wait = 0; wait < 20 && !seen(); wait++) {
        await new Promise((next) => requestAnimationFrame(next));
      }
      const node = document.activeElement;
      if (!node || node === document.body) return null;
      const style = getComputedStyle(node);
      const box = node.getBoundingClientRect();
      const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      return {
        id: node.getAttribute('data-stop'),
        text: `${node.tagName.toLowerCase()}.${node.className} ${node.textContent.replace(/\s+/g, ' ').trim().slice(0, 40)}`,
        visible: (ring || style.boxShadow !== 'none') && box.width > 0 && box.height > 0,
        skip: node.classList.contains('skipnav'),
        inView: seen(),
      };
    });
    if (!stop) break;
    if (n === 0 && !stop.skip) fail(where, `the first stop is ${stop.text}, not the skip link`);
    if (!stop.visible) fail(where, `the focus cannot be seen on ${stop.text}`);
    if (!stop.inView && !stop.skip) fail(where, `the focus is out of sight on ${stop.text}`);
    if (reached.has(stop.id)) break;
    reached.add(stop.id);
  }
  if (reached.size < expected) fail(where, `tab reaches ${reached.size} of ${expected} stops`);
}

/** The text people read, without what only tells JavaScript's state. */
const text = () => document.querySelector('main').textContent.replace(/\s+/g, ' ').trim();

async function visit(browser, kind, path) {
  let withScript = '';
  for (const width of WIDTHS) {
    const where = `${path} at ${width}`;
    const context = await browser.newContext({ viewport: { width, height: width > 800 ? 900 : 844 } });
    const { page, said } = await open(context, path);
    await page.screenshot({ path: join(artifacts, `${name(kind, path)}-${width}.png`), fullPage: true });
    for (const part of await page.evaluate(sticksOut)) fail(where, `sticks out: ${part}`);
    for (const message of said()) fail(where, `console: ${message}`);
    for (const finding of await axeFindings(page)) fail(where, finding);
    // What is folded away is looked at too.
    await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
    for (const finding of await axeFindings(page)) fail(`${where}, unfolded`, finding);
    for (const part of await page.evaluate(sticksOut)) fail(`${where}, unfolded`, `sticks out: ${part}`);
    if (width !== 320) {
      await page.goto(base + path);
      await keyboard(page, where);
    }
    if (width === 1280) withScript = await page.evaluate(text);
    await context.close();
  }
  // 200 % zoom is half the window at twice the density.
  const zoomed = await browser.newContext({ viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
  const { page } = await open(zoomed, path);
  for (const part of await page.evaluate(sticksOut)) fail(`${path} at 200 %`, `sticks out: ${part}`);
  await zoomed.close();
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const bare = await open(plain, path);
  const without = (await bare.page.locator('main').textContent()).replace(/\s+/g, ' ').trim();
  if (without !== withScript) fail(path, 'reads differently without JavaScript');
  await plain.close();
}

/** What only JavaScript does. */
async function extras(browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const { page, said } = await open(context, '/');
  await page.locator('#soegefelt').pressSequentially('sundhed', { delay: 20 });
  const list = page.locator('.rl-suggestions a');
  await list.first().waitFor({ timeout: 5000 }).catch(() => fail('/', 'no suggestions while typing'));
  if (await list.count()) {
    await page.keyboard.press('ArrowDown');
    const focused = await page.evaluate(() => document.activeElement.closest('.rl-suggestions') !== null);
    if (!focused) fail('/', 'arrow down does not reach the suggestions');
    await page.screenshot({ path: join(artifacts, 'forslag-1280.png') });
    for (const finding of await axeFindings(page)) fail('/ with suggestions', finding);
    await page.keyboard.press('Escape');
    if (await list.count()) fail('/', 'escape does not put the suggestions away');
  }
  await page.goto(`${base}/kalender`);
  const before = await page.title();
  await page.locator('a[rel="next"][data-month]').click();
  await page.waitForFunction((title) => document.title !== title, before, { timeout: 5000 })
    .catch(() => fail('/kalender', 'the next month does not come'));
  await page.goBack();
  await page.waitForFunction((title) => document.title === title, before, { timeout: 5000 })
    .catch(() => fail('/kalender', 'back does not bring the month back'));
  for (const message of said()) fail('extras', `console: ${message}`);
  await context.close();
}

/** English is one click away, keeps, and is as accessible. */
async function english(browser, path) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const { page } = await open(context, path);
  await page.getByRole('link', { name: 'English' }).click();
  await page.waitForLoadState();
  const language = await page.evaluate(() => document.documentElement.lang);
  if (language !== 'en') fail(path, `the language is ${language} after choosing English`);
  if (new URL(page.url()).pathname !== path) fail(path, `choosing English leads to ${page.url()}`);
  for (const finding of await axeFindings(page)) fail(`${path} in English`, finding);
  await page.setViewportSize({ width: 320, height: 700 });
  for (const part of await page.evaluate(sticksOut)) fail(`${path} in English`, `sticks out: ${part}`);
  await context.close();
}

rmSync(artifacts, { recursive: true, force: true });
mkdirSync(artifacts, { recursive: true });
const profile = mkdtempSync(join(tmpdir(), 'raadslag-e2e-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: FLAGS,
  env: { ...process.env, TMPDIR: profile },
});
let tried = 0;
try {
  const kinds = await addresses();
  for (const [kind, paths] of kinds) {
    const chosen = new Set(spread(paths, perKind));
    if (['moede', 'punkt'].includes(kind)) for (const path of await rich(paths)) chosen.add(path);
    for (const path of chosen) {
      console.log(`${kind} ${path}`);
      await visit(browser, kind, path);
      tried++;
    }
  }
  await extras(browser);
  for (const kind of ['forside', 'moede', 'punkt', 'forloeb', 'kommune', 'tilgaengelighed']) {
    if (kinds.has(kind)) await english(browser, kinds.get(kind)[0]);
  }
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
writeFileSync(join(artifacts, 'failures.txt'), failures.join('\n'));
console.log(`${tried} pages, ${failures.length} failures`);
process.exit(failures.length ? 1 : 0);
