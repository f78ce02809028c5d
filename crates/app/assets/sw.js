// Answers without a network from what an account keeps for reading. The network always comes first;
// what is kept is shown to the account it was fetched for and to no other.
const WHO = 'raadslag-who';
const OWN = 'raadslag-kept ';
/** How long the network may take before what is kept is shown. */
const PATIENCE = 4000;

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

/** The account that reads here; none where it is not known. */
async function who() {
  const said = await (await caches.open(WHO)).match('/who');
  return said ? said.text() : '';
}

/** Nothing is shown until a page has said again who reads. */
async function lock() {
  await caches.delete(WHO);
}

/** Removes everything kept, and notes not yet sent. */
async function forget() {
  for (const name of await caches.keys()) {
    if (name === WHO || name.startsWith(OWN)) await caches.delete(name);
  }
  await new Promise((done) => {
    const request = indexedDB.deleteDatabase('raadslag');
    request.onsuccess = request.onerror = request.onblocked = done;
  });
}

/** What is kept for whoever reads here. */
async function kept(request) {
  const account = await who();
  if (!account) return undefined;
  for (const name of await caches.keys()) {
    if (!name.startsWith(`${OWN}${account} `)) continue;
    const found = await (await caches.open(name)).match(request.url, { ignoreVary: true });
    if (found) return found;
  }
  return undefined;
}

/** What may not be seen any more is not kept any more. */
async function release(request) {
  for (const name of await caches.keys()) {
    if (name.startsWith(OWN)) await (await caches.open(name)).delete(request.url, { ignoreVary: true });
  }
}

/** A page that is not kept: one's own page, where the kept meetings are listed. */
async function missing(request) {
  const own = request.mode === 'navigate' && await kept({ url: `${location.origin}/mit` });
  return own || Response.error();
}

async function networkFirst(request) {
  const held = await kept(request);
  if (!held) {
    try {
      return await fetch(request);
    } catch {
      return missing(request);
    }
  }
  let timer;
  const gone = (answer) => {
    if ([403, 404, 410].includes(answer.status)) release(request);
    return answer;
  };
  const late = new Promise((done) => { timer = setTimeout(() => done(held), PATIENCE); });
  const online = fetch(request).then(gone).catch(() => held);
  const answer = await Promise.race([online, late]);
  clearTimeout(timer);
  return answer;
}

async function assetFirst(request) {
  return (await kept(request)) ?? fetch(request);
}

/** Whoever comes through here may be another: their first page says who. */
function signsIn(event) {
  event.respondWith(lock().then(() => fetch(event.request)));
}

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === 'POST') {
    // Not answered from here: the server's answer clears this worker too, and would wait for it.
    if (url.pathname === '/log-ud') event.waitUntil(forget());
    else if (url.pathname.startsWith('/log-ind')) signsIn(event);
    return;
  }
  if (request.mode === 'navigate' && url.pathname.startsWith('/log-ind')) {
    signsIn(event);
    return;
  }
  if (request.method !== 'GET' || url.pathname.startsWith('/mit/offline/')) return;
  event.respondWith(url.pathname.startsWith('/assets/') ? assetFirst(request) : networkFirst(request));
});
