// Changes of notes, kept until the server has them: in order, each once. A change has an id, by which
// the server knows it again.

/** @returns {Promise<IDBDatabase>} */
function database() {
  return new Promise((done, failed) => {
    const request = indexedDB.open('raadslag', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('changes', { keyPath: 'number', autoIncrement: true });
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

async function work(mode, job) {
  const db = await database();
  try {
    return await new Promise((done, failed) => {
      const transaction = db.transaction('changes', mode);
      const request = job(transaction.objectStore('changes'));
      transaction.oncomplete = () => done(request?.result);
      transaction.onabort = transaction.onerror = () => failed(transaction.error);
    });
  } finally {
    db.close();
  }
}

export const account = () => document.body.dataset.account ?? '';

/** An id, also where the page did not come over TLS. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** This account's changes that wait, oldest first. */
export async function waiting() {
  const all = await work('readonly', (store) => store.getAll());
  return (all ?? []).filter((change) => change.account === account());
}

/** Keeps a change; it is sent by `flush`. */
export async function keep(url, fields, note) {
  const change = { account: account(), url, note, fields: { ...fields, aendring: newId() } };
  await work('readwrite', (store) => store.add(change));
}

let flushing = null;

/** Sends what waits, in order. What the server refuses for good is kept, marked, and passed over.
    @returns {Promise<boolean>} whether nothing waits any more */
export function flush() {
  flushing ??= send().finally(() => { flushing = null; });
  return flushing;
}

async function send() {
  for (const change of await waiting()) {
    if (change.refused) continue;
    let answer;
    try {
      answer = await fetch(change.url, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams(change.fields),
      });
    } catch {
      return false;
    }
    if (answer.ok) {
      await work('readwrite', (store) => store.delete(change.number));
    } else if ([400, 404, 413, 422].includes(answer.status)) {
      await work('readwrite', (store) => store.put({ ...change, refused: answer.status }));
    } else {
      return false;
    }
  }
  return (await waiting()).length === 0;
}
