// Signing in at a real OpenID Connect provider, as a municipality's users do: see README.md.
// RAADSLAG names the program.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Provider from 'oidc-provider';
import { chromium } from 'playwright-core';

const program = process.env.RAADSLAG ?? '../target/release/raadslag';
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
  '--disable-background-networking', '--disable-component-update',
];

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Who there is at the provider; tests change it as a municipality would. */
const people = {
  anna: { name: 'Anna Agerbo', email: 'anna@kommune.example', email_verified: true, groups: ['KKR-sekretariat', 'alle'] },
  bo: { name: 'Bo Bro', email: 'bo@kommune.example', email_verified: true, groups: ['alle'] },
  cille: { name: 'Cille Carlsen', email: 'cille@kommune.example', email_verified: false, groups: ['KKR-sekretariat'] },
};

function provider(issuer, redirect) {
  const oidc = new Provider(issuer, {
    clients: [{ client_id: 'raadslag', client_secret: 'a secret of the test', redirect_uris: [redirect] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people[id] }) }),
    pkce: { required: () => true },
    cookies: { keys: ['only for this test'] },
  });
  return oidc.listen(new URL(issuer).port, '127.0.0.1');
}

async function answers(url) {
  for (let n = 0; n < 200; n += 1) {
    if ((await fetch(url).catch(() => null))?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer`);
}

const folder = mkdtempSync(join(tmpdir(), 'raadslag-oidc-'));
const [there, here] = [await freePort(), await freePort()];
const [issuer, base] = [`http://127.0.0.1:${there}`, `http://127.0.0.1:${here}`];
const oidc = provider(issuer, `${base}/log-ind/retur`);
const data = join(folder, 'data');
const run = (...args) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (part) => { said += part; });
    child.on('exit', (code) => (code === 0 ? resolve(said) : reject(new Error(`${args[0]}: ${code}`))));
  });
await run('user', 'add', 'cille@kommune.example', '--name', 'Cille', '--data', data);
const server = spawn(program, [
  'serve', '--data', data, '--listen', `127.0.0.1:${here}`,
  '--oidc-issuer', issuer, '--oidc-client', 'raadslag', '--oidc-secret', 'a secret of the test',
  '--oidc-label', 'Prøvekommunen', '--oidc-group', 'KKR-sekretariat=secretary@kkr-sjaelland',
], { stdio: 'inherit', env: { ...process.env, RUST_LOG: 'error' } });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });

/** Signs someone in from the sign-in page; gives the page it ends on. */
async function signIn(who, context) {
  const page = await context.newPage();
  await page.goto(`${base}/log-ind?retur=/mit/adgang`);
  await page.getByRole('link', { name: 'Log ind med Prøvekommunen' }).click();
  await page.fill('input[name=login]', who);
  await page.fill('input[name=password]', 'anything');
  await page.click('button[type=submit]');
  await page.waitForLoadState();
  if (page.url().startsWith(issuer)) await page.click('button[type=submit]');
  await page.waitForURL(`${base}/**`);
  return page;
}

try {
  await answers(`${base}/health`);
  {
    const page = await signIn('anna', await browser.newContext());
    assert.equal(new URL(page.url()).pathname, '/mit/adgang');
    const text = await page.textContent('main');
    assert.match(text, /Anna Agerbo/);
    assert.match(text, /Sekretær – kkr-sjaelland/, 'a group becomes a role');
  }
  {
    people.anna.groups = ['alle'];
    const page = await signIn('anna', await browser.newContext());
    assert.match(await page.textContent('main'), /Der er ingen roller endnu/, 'a group left takes the role along');
  }
  {
    const page = await signIn('bo', await browser.newContext());
    assert.match(await page.textContent('main'), /Ingen af dine grupper giver adgang/);
    await page.goto(`${base}/mit/adgang`);
    assert.equal(new URL(page.url()).pathname, '/log-ind', 'who has no role is not let in');
  }
  {
    const page = await signIn('cille', await browser.newContext());
    assert.match(await page.textContent('main'), /ikke bekræftet hos udbyderen/, 'an account is not taken over by an unverified address');
  }
  {
    const forged = await fetch(`${base}/log-ind/retur?code=x&state=${'a'.repeat(64)}`);
    assert.equal(forged.status, 403, 'an answer no sign-in of this browser waits for');
    assert.match(await forged.text(), /Prøv igen/);
  }
  assert.match(await run('audit', 'verify', '--data', data), /^whole: \d+ entries/);
  console.log('signing in at an OpenID Connect provider: 5 passed, 0 failed');
} finally {
  await browser.close();
  server.kill();
  oidc.close();
  oidc.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
