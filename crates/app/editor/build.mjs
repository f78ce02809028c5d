// Builds the editor into crates/app/assets: editor.js, editor.css and the licences of what is in it.
// `node build.mjs --check` writes nothing and fails where a build would differ.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, '..', 'assets');
const check = process.argv.includes('--check');
const LICENCES = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0'];

const built = await build({
  entryPoints: [join(here, 'src/main.js')],
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022', 'chrome105', 'firefox110', 'safari16'],
  charset: 'utf8',
  legalComments: 'none',
  write: false,
  metafile: true,
  absWorkingDir: here,
});

/** The packages whose files are in the bundle. */
const packages = [...new Set(Object.keys(built.metafile.inputs)
  .map((path) => path.split(sep).join('/').match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1])
  .filter(Boolean))].sort();

const notices = packages.map((name) => {
  const folder = join(here, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!LICENCES.includes(license)) throw new Error(`${name} ${version} is under ${license}, which we do not ship`);
  const file = ['LICENSE', 'LICENSE.md', 'LICENCE'].map((each) => join(folder, each)).find(existsSync);
  if (!file) throw new Error(`${name} ${version} comes without its licence's text`);
  return `## ${name} ${version}, ${license}\n\n${readFileSync(file, 'utf8').trim()}\n`;
});

const banner = '/* Raadslag editor, MPL-2.0, built by crates/app/editor/build.mjs; parts under editor.licences.txt */\n';
const wanted = new Map([
  ['editor.js', banner + built.outputFiles[0].text],
  ['editor.css', banner + readFileSync(join(here, 'src/editor.css'), 'utf8')],
  ['editor.licences.txt', `What editor.js contains of others.\n\n${notices.join('\n')}`],
]);

let stale = 0;
for (const [name, text] of wanted) {
  const path = join(assets, name);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  stale++;
  if (check) console.error(`${relative(process.cwd(), path)} is not what the sources give`);
  else writeFileSync(path, text);
}
console.log(check && stale
  ? `${stale} files differ: run \`npm run build\` in crates/app/editor`
  : `${wanted.size} files, ${stale} changed, ${packages.length} packages`);
process.exit(check && stale ? 1 : 0);
