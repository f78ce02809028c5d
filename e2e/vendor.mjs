// Copies what the portal uses of Det Fælles Designsystem (npm `dkfds`) into crates/app/assets/dkfds:
// the rules of its built stylesheet whose classes occur in our sources, the icons those rules name,
// the Latin cut of its typeface, licences and version.
// `node vendor.mjs --check` writes nothing and fails where the copy would differ.
import { readFileSync, readdirSync, writeFileSync, mkdirSync, existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const app = join(here, '..', 'crates', 'app');
const from = join(here, 'node_modules', 'dkfds');
const to = join(app, 'assets', 'dkfds');
const check = process.argv.includes('--check');

const fonts = ['Regular', 'Italic', 'SemiBold', 'Bold'];

function* files(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else yield path;
  }
}

function usedWords() {
  const words = new Set();
  const folders = ['templates', 'src/portal', 'src/shell', 'editor/src', 'assets'].map((f) => join(app, f));
  for (const folder of folders.filter(existsSync)) {
    for (const path of files(folder)) {
      // What is built of `editor/src` says nothing that does not stand there.
      if (path.startsWith(to) || path.endsWith('/assets/editor.js') || !/\.(html|rs|js)$/.test(path)) continue;
      for (const word of readFileSync(path, 'utf8').match(/[\w-]+/g) ?? []) words.add(word);
    }
  }
  return words;
}

/** Splits a minified sheet into `[prelude, body]`; a body of nested rules stays one string. */
function* rules(css) {
  let depth = 0;
  let start = 0;
  let open = 0;
  for (let i = 0; i < css.length; i++) {
    if (css[i] === '{' && depth++ === 0) open = i;
    else if (css[i] === '}' && --depth === 0) {
      yield [css.slice(start, open).trim(), css.slice(open + 1, i)];
      start = i + 1;
    } else if (css[i] === ';' && depth === 0) start = i + 1;
  }
}

/** Splits a selector list at its outer commas. */
function selectors(prelude) {
  const list = [''];
  let depth = 0;
  for (const c of prelude) {
    if (c === '(' || c === '[') depth++;
    if (c === ')' || c === ']') depth--;
    if (c === ',' && depth === 0) list.push('');
    else list[list.length - 1] += c;
  }
  return list;
}

function trim(css, used) {
  let out = '';
  for (const [prelude, body] of rules(css)) {
    if (prelude.startsWith('@font-face')) continue;
    if (/^@(media|supports)/.test(prelude)) {
      const inner = trim(body, used);
      if (inner) out += `${prelude}{${inner}}\n`;
      continue;
    }
    if (prelude.startsWith('@')) {
      if (!prelude.startsWith('@charset')) out += `${prelude}{${body}}\n`;
      continue;
    }
    const kept = selectors(prelude).filter((selector) => {
      const plain = selector.replace(/:not\([^)]*\)/g, '');
      return (plain.match(/\.[\w-]+/g) ?? []).every((name) => used.has(name.slice(1)));
    });
    if (kept.length) out += `${kept.join(',')}{${body}}\n`;
  }
  return out;
}

const wanted = new Map();
const version = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')).version;
const sheet = readFileSync(join(from, 'dist/css/dkfds.min.css'), 'utf8');
const css = `/* dkfds ${version}, MIT; trimmed by e2e/vendor.mjs */\n${trim(sheet, usedWords())}`;
wanted.set('css/dkfds.css', Buffer.from(css));
for (const [, name] of css.matchAll(/url\(["']?\.\.\/(img\/[^"')]+)["']?\)/g)) {
  wanted.set(name, readFileSync(join(from, 'dist', name)));
}
for (const cut of fonts) {
  const name = `IBMPlexSans-${cut}-Latin1.woff2`;
  wanted.set(`fonts/${name}`, readFileSync(join(from, 'dist/fonts/IBMPlexSans/split/woff2', name)));
}
wanted.set('LICENSE.md', readFileSync(join(from, 'LICENSE.md')));
wanted.set(
  'fonts/LICENSE.txt',
  readFileSync(join(from, 'dist/fonts/IBMPlexSans/split/woff/license.txt')),
);
wanted.set('VERSION', Buffer.from(`dkfds ${version} (npm)\n`));

let stale = 0;
for (const [name, bytes] of wanted) {
  const path = join(to, name);
  if (existsSync(path) && readFileSync(path).equals(bytes)) continue;
  stale++;
  if (check) {
    console.error(`${relative(process.cwd(), path)} is not what dkfds ${version} gives`);
    continue;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}
console.log(check && stale ? `${stale} files differ: run \`npm run vendor\`` : `${wanted.size} files, ${stale} changed`);
process.exit(check && stale ? 1 : 0);
