// What was entered and the server has not said it holds. Each thing entered is one record of the
// browser's storage, under its time and its id: nothing that a second window does can undo it, and a
// window that is closed or loaded again finds it. Sent in order of entering; sent twice, the server
// counts it once, by its id.

/** A number that grows with every call, in every window of this browser. */
export function order(previous, now = Date.now()) {
  return Math.max(now, previous + 1);
}

export class Queue {
  constructor(meeting, storage = localStorage) {
    this.prefix = `raadslag:moede:${meeting}:`;
    this.refusedPrefix = `raadslag:afvist:${meeting}:`;
    this.storage = storage;
  }

  keys(prefix) {
    const keys = [];
    for (let n = 0; n < this.storage.length; n += 1) {
      const key = this.storage.key(n);
      if (key.startsWith(prefix)) keys.push(key);
    }
    return keys.sort();
  }

  read(prefix) {
    const read = (key) => {
      try { return { key, ...JSON.parse(this.storage.getItem(key)) }; } catch { return null; }
    };
    return this.keys(prefix).map(read).filter((one) => one !== null && one.id);
  }

  /** Everything that waits, oldest first. */
  waiting() { return this.read(this.prefix); }

  /** Everything the server has refused and nobody has seen to yet. */
  refused() { return this.read(this.refusedPrefix); }

  /** Keeps something; throws where the browser has no room, and then nothing was kept. */
  add(fields, label, entry) {
    const last = this.keys(this.prefix).at(-1);
    const counter = Number(this.storage.getItem('raadslag:orden') ?? 0);
    const previous = Math.max(counter, last ? Number(last.slice(this.prefix.length).split(':')[0]) : 0);
    const at = order(previous);
    const id = crypto.randomUUID();
    const one = { id, order: at, at: new Date().toISOString(), fields, label, entry };
    this.storage.setItem(`${this.prefix}${String(at).padStart(15, '0')}:${id}`, JSON.stringify(one));
    this.storage.setItem('raadslag:orden', String(at));
    return one;
  }

  /** The server holds it, or never will: then it is kept apart until someone has seen why. */
  settle(one, why) {
    if (why) {
      const key = `${this.refusedPrefix}${String(one.order).padStart(15, '0')}:${one.id}`;
      const { key: _, ...kept } = one;
      this.storage.setItem(key, JSON.stringify({ ...kept, why }));
    }
    this.storage.removeItem(one.key);
  }

  drop(one) { this.storage.removeItem(one.key); }
}

/**
 * Sends what waits until nothing does. `tell` hears "sent", "waiting", "signed-out" or "forbidden";
 * what came of it stands in the queue.
 */
export class Sender {
  constructor(queue, address, tell) {
    this.queue = queue;
    this.address = address;
    this.tell = tell;
    this.isSending = false;
    this.isAskedAgain = false;
    this.pause = 1000;
    /** The newest number the server has given to something of ours. */
    this.sequence = 0;
  }

  async send() {
    if (this.isSending) { this.isAskedAgain = true; return; }
    this.isSending = true;
    try {
      do {
        this.isAskedAgain = false;
        const part = this.queue.waiting().slice(0, 100);
        if (part.length === 0) { this.tell('sent'); break; }
        this.tell('sending');
        if (!(await this.sendPart(part))) break;
        this.isAskedAgain = true;
      } while (this.isAskedAgain);
    } finally { this.isSending = false; }
  }

  async sendPart(part) {
    const events = part.map(({ id, order: nth, at, fields }) => ({ id, order: nth, at, fields }));
    let answer;
    try {
      answer = await fetch(this.address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ events }),
        signal: AbortSignal.timeout(20000),
      });
    } catch { return this.later('waiting'); }
    if (answer.status === 401) return this.later('signed-out');
    if (answer.status === 403 || answer.status === 404) return this.later('forbidden');
    if (!answer.ok) return this.later('waiting');
    let receipts;
    try { ({ receipts } = await answer.json()); } catch { return this.later('waiting'); }
    const by = new Map(receipts.map((receipt) => [receipt.id, receipt]));
    for (const one of part) {
      const receipt = by.get(one.id);
      this.sequence = Math.max(this.sequence, receipt?.sequence ?? 0);
      if (receipt) this.queue.settle(one, receipt.sequence === null ? receipt.why : null);
    }
    this.pause = 1000;
    return receipts.length > 0 || this.later('waiting');
  }

  later(why) {
    this.tell(why);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), this.pause);
    this.pause = Math.min(this.pause * 2, 15000);
    return false;
  }
}
