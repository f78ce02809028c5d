// Keeping a meeting for reading without a network, and letting it go when the account signs out.
import { account, flush, waiting } from './queue.js';

const WHO = 'raadslag-who';
const OWN = 'raadslag-kept ';

export const canKeep = () => 'serviceWorker' in navigator && 'caches' in globalThis;

/** Says to the worker who reads here, and removes what others kept. */
async function identify() {
  const own = account();
  const names = await caches.keys();
  if (!own) {
    await caches.delete(WHO);
    return;
  }
  const others = names.filter((name) => name.startsWith(OWN) && !name.startsWith(`${OWN}${own} `));
  await Promise.all(others.map((name) => caches.delete(name)));
  if (names.some((name) => name.startsWith(`${OWN}${own} `))) {
    await (await caches.open(WHO)).put('/who', new Response(own));
  }
}

/** Fetches everything of a meeting; `told` hears how far it is. */
async function keepMeeting(url, told) {
  const answer = await fetch(url, { headers: { accept: 'application/json' } });
  if (!answer.ok || answer.redirected) throw new Error(`${answer.status}`);
  const meeting = await answer.json();
  const worker = await navigator.serviceWorker.register('/sw.js', { scope: '/' });
  await navigator.serviceWorker.ready;
  const name = `${OWN}${account()} ${meeting.meeting}`;
  const fresh = `${OWN}${account()} new ${meeting.meeting}`;
  await caches.delete(fresh);
  const cache = await caches.open(fresh);
  const all = [...meeting.assets, ...meeting.pages, ...meeting.files];
  let done = 0;
  for (const path of all) {
    const page = await fetch(path, { cache: 'no-cache' });
    // A page that leads to where one signs in is none of the meeting's.
    if (!page.ok || page.redirected) throw new Error(`${page.status} ${path}`);
    await cache.put(path, page);
    done += 1;
    told(done, all.length);
  }
  const about = { meeting: meeting.meeting, name: meeting.name, at: new Date().toISOString() };
  await cache.put('/raadslag-kept', new Response(JSON.stringify(about)));
  // Whole, or as it was before.
  const old = await caches.open(name);
  for (const request of await cache.keys()) await old.put(request, await cache.match(request));
  await caches.delete(fresh);
  await (await caches.open(WHO)).put('/who', new Response(account()));
  return worker;
}

/** The meetings kept. */
async function keptMeetings() {
  const names = (await caches.keys()).filter((name) => name.startsWith(`${OWN}${account()} /`));
  const read = async (name) => {
    const about = await (await caches.open(name)).match('/raadslag-kept');
    return about && { cache: name, ...(await about.json()) };
  };
  return (await Promise.all(names.map(read))).filter(Boolean);
}

/** The button on a meeting's page. */
export function keepButton(box) {
  if (!canKeep() || !account()) return;
  const words = JSON.parse(box.dataset.words);
  const [button, said] = [box.querySelector('button'), box.querySelector('[role="status"]')];
  const is = async () => {
    const meeting = location.pathname;
    return (await keptMeetings()).find((kept) => kept.meeting === meeting);
  };
  is().then((kept) => { if (kept) said.textContent = words.kept; });
  box.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      await keepMeeting(box.dataset.offline, (done, all) => {
        said.textContent = words.fetching.replace('{done}', done).replace('{all}', all);
      });
      said.textContent = words.kept;
    } catch (error) {
      said.textContent = words.failed;
      console.warn('a meeting could not be kept', error);
    }
    button.disabled = false;
  });
}

/** The list on one's own page. */
export async function keptList(section) {
  if (!canKeep() || !account()) return;
  const words = JSON.parse(section.dataset.words);
  const all = await keptMeetings();
  const unsent = await waiting().catch(() => []);
  if (!all.length && !unsent.length) return;
  const list = document.createElement('ul');
  for (const kept of all) {
    const link = Object.assign(document.createElement('a'), { href: kept.meeting, textContent: kept.name });
    const remove = Object.assign(document.createElement('button'), {
      type: 'button', className: 'button button-unstyled', textContent: words.remove,
    });
    remove.setAttribute('aria-label', `${words.remove}: ${kept.name}`);
    const entry = document.createElement('li');
    entry.append(link, ' ', remove);
    remove.addEventListener('click', async () => {
      await caches.delete(kept.cache);
      entry.remove();
    });
    list.append(entry);
  }
  section.append(list);
  if (unsent.length) {
    const text = words.unsent.replace('{count}', unsent.length);
    section.append(Object.assign(document.createElement('p'), { textContent: text }));
  }
  section.hidden = false;
}

/** Removes everything kept on the device. */
async function forget() {
  const names = canKeep() ? await caches.keys() : [];
  await Promise.all(names.filter((name) => name.startsWith('raadslag-')).map((name) => caches.delete(name)));
  indexedDB.deleteDatabase('raadslag');
}

/** Before signing out: what waits is sent, or the one who leaves is asked. */
function beforeSignOut(form) {
  let sure = false;
  form.addEventListener('submit', async (event) => {
    if (sure) return;
    event.preventDefault();
    const left = (await flush().catch(() => false)) ? [] : await waiting().catch(() => []);
    const ask = document.body.dataset.unsent?.replace('{count}', left.length);
    if (left.length && ask && !confirm(ask)) return;
    await forget().catch(() => {});
    sure = true;
    form.requestSubmit();
  });
}

/** On every page. */
export async function start() {
  if (canKeep() && (account() || navigator.serviceWorker.controller)) await identify();
  if (!account()) return;
  document.querySelectorAll('form[action="/log-ud"]').forEach(beforeSignOut);
  flush().catch(() => {});
  addEventListener('online', () => flush().catch(() => {}));
}
