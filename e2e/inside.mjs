// Every kind of page that someone who has signed in can reach by links from the desk and from "mine",
// as each of several roles: axe, nothing scrolls sideways, no page is an error, in both languages.
//
//   BASE_URL=http://127.0.0.1:8088 node inside.mjs
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

import { signIn } from './offline.mjs';

const base = (process.env.BASE_URL ?? 'http://127.0.0.1:8088').replace(/\/$/, '');
const artifacts = join(dirname(fileURLToPath(import.meta.url)), 'artifacts', 'inde');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Who looks, and at which width. */
const ROLES = [['admin', 1280], ['sekretaer', 1280], ['k17', 375], ['medlem', 375]];
/** Public pages are run.mjs's. */
const INSIDE = /^\/(arbejde|mit)(\/|$|\?)|\/korrektur$/;

/** An address without what tells one thing from another of its kind. */
const kind = (path) => path
  .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')
  .replace(/\/(moede|korrektur|offline|siden-sidst)\/[^/?]+(\/\d{4}-\d{2}-\d{2}[^/?]*)?/, '/$1/*')
  .replace(/\/mit\/punkt\/[^/?]+/, '/mit/punkt/*')
  .replace(/\/version\/\d+/, '/version/*')
  .replace(/=[^&]+/g, '=*');

const failures = [];

async function look(page, what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags } }), TAGS);
  for (const one of violations) failures.push(`${what}: axe ${one.id}: ${one.help}: ${one.nodes.slice(0, 2).map((node) => node.target.join(' ')).join(' | ')}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) failures.push(`${what}: ${wide} px too wide`);
  const unseen = await page.evaluate(() => [...document.querySelectorAll('main :is([type=radio], [type=checkbox])')]
    .filter((input) => input.checkVisibility({ opacityProperty: true }) && input.getBoundingClientRect().width < 12
      || getComputedStyle(input).opacity === '0')
    .map((input) => input.name));
  if (unseen.length) failures.push(`${what}: nobody sees ${[...new Set(unseen)]}`);
}

async function walk(browser, role, width) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  page.on('pageerror', (error) => failures.push(`${role} ${page.url()}: ${error.message}`));
  await signIn(page, base, `${role}@demo.dk`);
  const queue = ['/arbejde', '/mit'];
  const seen = new Set(queue.map(kind));
  let pages = 0;
  while (queue.length) {
    const path = queue.shift();
    const answer = await page.goto(base + path);
    const what = `${role} ${path}`;
    if (!/html/.test(answer.headers()['content-type'] ?? '')) continue;
    if (!answer.ok()) {
      failures.push(`${what}: ${answer.status()}`);
      continue;
    }
    pages++;
    await look(page, what);
    await page.screenshot({ path: join(artifacts, `${kind(path).replace(/[^a-z0-9]+/gi, '-')}-${role}-${width}.png`), fullPage: true });
    const hrefs = await page.locator('a[href]').evaluateAll((links) => links.filter((link) => !link.hasAttribute('download')).map((link) => link.getAttribute('href')));
    for (const href of hrefs) {
      const url = new URL(href, base + path);
      const next = url.pathname + url.search;
      if (url.origin !== base || !INSIDE.test(next) || /\.(pdf|docx|zip|ics|xlsx|txt|json)$/.test(url.pathname) || seen.has(kind(next))) continue;
      seen.add(kind(next));
      queue.push(next);
    }
  }
  // The other language is other words in the same page: the ones with most of them once more.
  await page.goto(`${base}/sprog?til=en&retur=/arbejde`);
  for (const path of ['/arbejde', '/mit', '/arbejde/sager', '/arbejde/aarshjul']) {
    const answer = await page.goto(base + path);
    if (answer.ok()) await look(page, `${role} ${path} in English`);
  }
  await context.close();
  console.log(`${role}: ${pages} kinds of pages at ${width}`);
}

mkdirSync(artifacts, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
try {
  for (const [role, width] of ROLES) await walk(browser, role, width);
} finally {
  await browser.close();
}
failures.forEach((failure) => console.error(`  ✗ ${failure}`));
console.log(`${failures.length} failures`);
process.exit(failures.length ? 1 : 0);
