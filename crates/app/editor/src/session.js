// One text between this browser and the server.
//
// Typed steps go out in batches. A batch has an id made here, so that one sent again, because its
// answer was lost, is applied once. Others' steps come as server-sent events, and are asked for
// after every interruption; what is unsent is then moved behind them (prosemirror-collab).
import { collab, getVersion, receiveTransaction, sendableSteps } from 'prosemirror-collab';
import { Node } from 'prosemirror-model';
import { EditorState } from 'prosemirror-state';
import { Step } from 'prosemirror-transform';

import { close, forget, keep, touch } from './keep.js';
import { schema } from './schema.js';

/** Steps sent at once. */
const MOST = 200;
/** Milliseconds between typing and sending. */
const PAUSE = 250;
/** Milliseconds before trying again: at first, and at most. */
const AGAIN = [1000, 15_000];

export const makeId = () => crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))]
  .map((byte, n) => (n === 6 ? (byte & 15) | 64 : n === 8 ? (byte & 63) | 128 : byte))
  .map((byte, n) => ([4, 6, 8, 10].includes(n) ? '-' : '') + byte.toString(16).padStart(2, '0'))
  .join('');

/** The server wants to know who is there. */
class SignedOut extends Error {}
/** The server does not take it, and will not the next time either; the message is its code for why. */
class Refused extends Error {}

async function ask(url, options = {}) {
  const response = await fetch(url, {
    ...options,
    redirect: 'manual',
    headers: { accept: 'application/json', ...options.headers },
  });
  if (response.type === 'opaqueredirect' || response.status === 401) throw new SignedOut();
  if (response.ok || response.status === 409) return response.json();
  if ([400, 403, 404, 413, 422].includes(response.status)) {
    const said = await response.json().catch(() => ({}));
    throw new Refused(said.code ?? String(response.status));
  }
  throw new Error(`${response.status}`);
}

const send = (url, body) => ask(url, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export class Session {
  /**
   * @param {{url: string, id: string, client?: string, plugins?: import('prosemirror-state').Plugin[],
   *   on?: (what: string, value?: unknown) => void}} options
   */
  constructor({ url, id, client = makeId(), plugins = [], on = () => {} }) {
    Object.assign(this, { url, id, client, plugins, on });
    this.view = null;
    this.batch = null;
    this.busy = false;
    this.wait = AGAIN[0];
    this.stopped = false;
    this.situation = 'saved';
  }

  /** What the server has. */
  static load(url) {
    return ask(`${url}/data`);
  }

  /** Opens a document, with steps that were kept unsent. */
  open(doc, version, kept = null) {
    this.base = Node.fromJSON(schema, doc);
    this.state = EditorState.create({
      doc: this.base,
      plugins: [...this.plugins, collab({ version, clientID: this.client })],
    });
    if (kept) {
      const tr = this.state.tr;
      for (const step of kept.steps) tr.step(Step.fromJSON(schema, step));
      this.state = this.state.apply(tr);
      this.batch = kept.batch;
    }
    return this;
  }

  get version() {
    return getVersion(this.state);
  }

  get unsent() {
    return sendableSteps(this.state)?.steps.length ?? 0;
  }

  /** Takes a transaction of the view, or of ours. */
  dispatch(tr) {
    const before = this.state;
    this.state = this.state.apply(tr);
    this.view?.updateState(this.state);
    if (tr.docChanged || sendableSteps(before) !== sendableSteps(this.state)) this.remember();
    if (tr.docChanged && this.unsent) {
      if (this.situation === 'saved') this.say('saving');
      this.soon();
    }
    this.on('change', tr);
  }

  /** Keeps what is unsent in the browser. */
  remember() {
    const pending = sendableSteps(this.state);
    if (!pending) {
      forget(this.id, this.client);
      return;
    }
    const entry = {
      version: pending.version,
      steps: pending.steps.map((step) => step.toJSON()),
      batch: this.batch,
    };
    const kept = keep(this.id, this.client, entry, () => this.base.toJSON());
    if (kept !== this.keeps) {
      this.keeps = kept;
      this.on('keeps', kept);
    }
  }

  say(situation, detail) {
    this.situation = situation;
    this.on('situation', { situation, detail });
  }

  soon(pause = PAUSE) {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.pump(), pause);
  }

  /** Sends until nothing is unsent. Resolves to whether that came about. */
  async pump() {
    if (this.busy) return false;
    this.busy = true;
    clearTimeout(this.timer);
    try {
      if (this.stale) await this.pull();
      while (sendableSteps(this.state)) await this.sendBatch();
      this.wait = AGAIN[0];
      this.say('saved');
      return true;
    } catch (error) {
      this.failed(error);
      return false;
    } finally {
      this.busy = false;
      if (this.situation === 'saved' && this.unsent) this.soon();
    }
  }

  failed(error) {
    this.stale = true;
    if (error instanceof SignedOut) this.say('signed-out');
    else if (error instanceof Refused) {
      this.say('refused', error.message);
      return;
    } else this.say('offline');
    this.soon(this.wait);
    this.wait = Math.min(this.wait * 2, AGAIN[1]);
  }

  async sendBatch() {
    const pending = sendableSteps(this.state);
    // A batch under way is sent again as it was, even where more was typed since.
    if (this.batch?.version !== pending.version) {
      const count = Math.min(pending.steps.length, MOST);
      this.batch = { id: makeId(), version: pending.version, count };
      this.remember();
    }
    const { id, version, count } = this.batch;
    const steps = pending.steps.slice(0, count).map((step) => step.toJSON());
    if (['saved', 'offline', 'signed-out'].includes(this.situation)) this.say('saving');
    const answer = await send(`${this.url}/trin`, { version, client: this.client, batch: id, steps });
    if (answer.accepted) {
      this.receive(version, steps, steps.map(() => this.client));
    } else {
      this.receive(answer.from, answer.steps, answer.clients);
    }
    if (this.version === version) this.stale = true;
    if (this.stale) await this.pull();
  }

  /** Asks for what came since. */
  async pull() {
    for (;;) {
      const answer = await ask(`${this.url}/trin?fra=${this.version}`);
      if (answer.version < this.version) throw new Refused('behind');
      this.receive(answer.from, answer.steps, answer.clients);
      this.stale = this.version < answer.version;
      if (!this.stale) return;
      if (answer.steps.length === 0) throw new Refused('gap');
    }
  }

  /** Takes the server's steps from version `from` on, as far as they are new. */
  receive(from, steps, clients) {
    const known = this.version - from;
    if (known < 0) {
      this.stale = true;
      return;
    }
    if (known >= steps.length) return;
    const news = steps.slice(known).map((step) => Step.fromJSON(schema, step));
    for (const step of news) {
      const result = step.apply(this.base);
      if (!result.doc) throw new Refused(result.failed);
      this.base = result.doc;
    }
    this.batch = null;
    const tr = receiveTransaction(this.state, news, clients.slice(known), { mapSelectionBackward: true });
    this.state = this.state.apply(tr);
    this.view?.updateState(this.state);
    this.remember();
    this.on('received', tr);
  }

  /** Listens to the server from now on. */
  listen() {
    if (this.stopped) return;
    this.events?.close();
    const events = new EventSource(`${this.url}/haendelser?client=${this.client}&fra=${this.version}`);
    this.events = events;
    events.addEventListener('trin', (event) => {
      const { from, steps, clients } = JSON.parse(event.data);
      try {
        this.receive(from, steps, clients);
      } catch (error) {
        this.failed(error);
      }
      if (this.stale) this.soon(0);
    });
    events.addEventListener('her', (event) => this.on('peers', JSON.parse(event.data)));
    events.addEventListener('open', () => {
      this.wait = AGAIN[0];
      this.stale = true;
      this.soon(0);
    });
    events.addEventListener('error', () => {
      this.stale = true;
      this.on('peers', []);
      // Why it broke, the next request says.
      this.soon(this.situation === 'saved' ? 0 : this.wait);
      if (events.readyState === EventSource.CLOSED) setTimeout(() => this.listen(), 3000);
    });
  }

  /** Tells the others where the selection is. */
  here(anchor, head) {
    const now = `${this.version} ${anchor} ${head}`;
    if (this.unsent || this.situation !== 'saved' || now === this.told) return;
    this.told = now;
    const body = { client: this.client, version: this.version, anchor, head };
    send(`${this.url}/her`, body).catch(() => { this.told = null; });
  }

  /** Watches the page: going on line, coming back to it, leaving it. */
  watch() {
    const retry = () => {
      this.wait = AGAIN[0];
      if (this.situation !== 'refused') this.soon(0);
    };
    addEventListener('online', () => {
      if (this.events?.readyState !== EventSource.OPEN) this.listen();
      retry();
    });
    addEventListener('offline', () => {
      // What comes next asks first: it does not say that it saves before the server has answered.
      this.stale = true;
      this.say('offline');
    });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && retry());
    addEventListener('focus', retry);
    addEventListener('pagehide', () => close(this.id, this.client));
    // Meanwhile another tab may have taken up what was unsent here.
    addEventListener('pageshow', (event) => event.persisted && this.keeps !== false && location.reload());
    setInterval(() => this.unsent && touch(this.id, this.client), 4000);
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    this.events?.close();
  }
}
