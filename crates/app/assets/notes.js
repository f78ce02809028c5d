// One's notes beside the text they are about. What is written without a network waits in the queue.
import { flush, keep, newId, waiting } from './queue.js';

const plain = (text) => text.replace(/\s+/g, ' ').trim().toLowerCase();

/** An element's own words, without those of lists within it. */
function ownText(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll('ul, ol, .rl-note, .rl-note-add').forEach((inner) => inner.remove());
  return plain(copy.textContent);
}

/** The elements that show the paragraphs, by number. */
function elements(article, paragraphs) {
  const all = article.querySelectorAll('.rl-page-body :is(p, li, h2, h3, h4, h5, h6, table)');
  const byText = new Map();
  for (const element of all) {
    if (element.closest('.rl-note, .rl-thread-box, .rl-turn')) continue;
    const text = ownText(element);
    if (!byText.has(text)) byText.set(text, []);
    byText.get(text).push(element);
  }
  return paragraphs.map((text) => byText.get(plain(text))?.shift());
}

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** Where beside an element a note is put. */
function beside(element, note) {
  const table = element.closest('.rl-table');
  if (element.tagName === 'LI') element.append(note);
  else (table ?? element).after(note);
}

/** Shows the words that were marked, where the browser can without touching the text. */
function highlight(element, words) {
  if (!globalThis.Highlight || !CSS.highlights || !element) return;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const all = CSS.highlights.get('rl-marked') ?? new Highlight();
  let [text, nodes] = ['', []];
  while (walker.nextNode()) {
    nodes.push([walker.currentNode, text.length]);
    text += walker.currentNode.data;
  }
  const at = text.toLowerCase().indexOf(words.toLowerCase());
  if (at < 0) return;
  const place = (offset) => {
    const [node, start] = nodes.findLast(([, begin]) => begin <= offset);
    return [node, Math.min(offset - start, node.length)];
  };
  const range = document.createRange();
  range.setStart(...place(at));
  range.setEnd(...place(at + words.length));
  all.add(range);
  CSS.highlights.set('rl-marked', all);
}

class Notes {
  constructor(article) {
    this.article = article;
    this.url = article.dataset.notes;
    this.words = JSON.parse(article.dataset.words);
    this.box = make('div', { className: 'rl-notes-box' });
    this.said = make('p', { className: 'rl-quiet' });
    this.said.setAttribute('role', 'status');
    article.querySelector('[data-notes-bar]').append(this.said);
    article.querySelector('.rl-page-body').append(this.box);
  }

  async load() {
    const answer = await fetch(`${this.url}/noter.json`, { headers: { accept: 'application/json' } });
    if (!answer.ok) return;
    this.data = await answer.json();
    this.elements = elements(this.article, this.data.paragraphs);
    await this.show();
    this.addButton();
    if (this.data.changed) this.said.textContent = this.words.changed;
  }

  /** The server's notes with the changes that wait. */
  async merged() {
    const notes = new Map(this.data.notes.map((note) => [note.id, note]));
    for (const change of await waiting().catch(() => [])) {
      if (!change.note || change.note.item !== this.data.item) continue;
      if (change.note.removed) notes.delete(change.note.id);
      else notes.set(change.note.id, { ...notes.get(change.note.id), ...change.note, waits: true, refused: change.refused });
    }
    return [...notes.values()];
  }

  async show() {
    this.article.querySelectorAll('.rl-note').forEach((note) => note.remove());
    globalThis.CSS?.highlights?.delete('rl-marked');
    for (const note of await this.merged()) {
      const element = note.position === null ? undefined : this.elements[note.position];
      const shown = this.note(note, element);
      if (element) beside(element, shown);
      else this.box.append(shown);
      if (element && note.marked) highlight(element, note.marked);
    }
  }

  note(note, element) {
    const { words } = this;
    const box = make('div', { className: 'rl-note', role: 'note' });
    box.setAttribute('aria-label', words.note);
    if (!element && note.passage) {
      box.append(make('blockquote', { className: 'rl-note-passage', textContent: note.passage }));
    }
    if (note.place === 'lost') box.append(make('p', { className: 'rl-quiet', textContent: words.lost }));
    if (note.place === 'changed') box.append(make('p', { className: 'rl-quiet', textContent: words.moved }));
    if (note.marked) box.append(make('p', {}, make('mark', { textContent: note.marked })));
    if (note.text) box.append(make('p', { className: 'rl-note-text', textContent: note.text }));
    const about = [note.own ? '' : note.owner, note.shared ? words.shared.replace('{group}', note.shared) : '',
      note.refused ? words.refused : note.waits ? words.waits : ''].filter(Boolean).join(' · ');
    if (about) box.append(make('p', { className: 'rl-quiet', textContent: about }));
    if (note.own) {
      const edit = make('button', { type: 'button', className: 'button button-unstyled', textContent: words.edit });
      const remove = make('button', { type: 'button', className: 'button button-unstyled', textContent: words.remove });
      edit.addEventListener('click', () => this.write(note, box));
      remove.addEventListener('click', () => this.remove(note));
      box.append(make('p', { className: 'rl-row' }, edit, remove));
    }
    return box;
  }

  /** A button by which paragraphs get a place to write at. */
  addButton() {
    const { words } = this;
    const toggle = make('button', { type: 'button', className: 'button button-secondary', textContent: words.add });
    toggle.setAttribute('aria-pressed', 'false');
    toggle.addEventListener('click', () => {
      const is = toggle.getAttribute('aria-pressed') === 'true';
      toggle.setAttribute('aria-pressed', String(!is));
      this.article.querySelectorAll('.rl-note-add').forEach((button) => button.remove());
      if (is) return;
      this.elements.forEach((element, position) => {
        if (!element) return;
        const text = this.data.paragraphs[position];
        const add = make('button', { type: 'button', className: 'button button-unstyled rl-note-add', textContent: words.here });
        add.setAttribute('aria-label', `${words.here}: ${text.slice(0, 60)}`);
        // The selection is gone once the button has the focus.
        let marked = '';
        add.addEventListener('pointerdown', () => { marked = this.selected(element); });
        add.addEventListener('click', () => {
          const words = marked || this.selected(element);
          marked = '';
          const note = { id: newId(), item: this.data.item, position, passage: text, marked: words, text: '', own: true };
          this.write(note, null, element);
        });
        beside(element, add);
      });
    });
    this.article.querySelector('[data-notes-bar]').prepend(toggle);
  }

  selected(element) {
    const selection = getSelection();
    const inside = selection.rangeCount && element.contains(selection.getRangeAt(0).commonAncestorContainer);
    return inside ? selection.toString().trim() : '';
  }

  /** A form for a note, new or there. */
  write(note, box, element) {
    const { words } = this;
    const area = make('textarea', { className: 'form-input', rows: 3, maxLength: 10000, value: note.text });
    const form = make('form', { className: 'rl-note rl-note-form' });
    if (note.marked) form.append(make('p', {}, make('mark', { textContent: note.marked })));
    form.append(make('label', { className: 'form-label' }, words.text, area));
    let share;
    if (this.data.group) {
      share = make('input', { type: 'checkbox', checked: Boolean(note.shared) });
      form.append(make('label', { className: 'rl-note-share' }, share, ` ${words.share.replace('{group}', this.data.group)}`));
    }
    const cancel = make('button', { type: 'button', className: 'button button-unstyled', textContent: words.cancel });
    form.append(make('p', { className: 'rl-row' }, make('button', { className: 'button button-primary', textContent: words.save }), cancel));
    cancel.addEventListener('click', () => this.show());
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const shared = share?.checked ? this.data.group : null;
      await this.save({ ...note, text: area.value.trim(), shared });
    });
    if (box) box.replaceWith(form);
    else beside(element, form);
    area.focus();
  }

  async save(note) {
    if (!note.text && !note.marked) return;
    const fields = {
      id: note.id, afsnit: note.position ?? '', passage: note.passage ?? '',
      markeret: note.marked ?? '', tekst: note.text, del: note.shared ? '1' : '',
    };
    await keep(this.url, fields, { ...note, item: this.data.item });
    await this.after();
  }

  async remove(note) {
    await keep(`/mit/note/${note.id}/slet`, {}, { ...note, item: this.data.item, removed: true });
    await this.after();
  }

  /** Shows at once what was written; then what the server made of it. */
  async after() {
    await this.show();
    const sent = await flush();
    this.said.textContent = sent ? this.words.saved : this.words.later;
    if (sent) {
      const answer = await fetch(`${this.url}/noter.json`, { headers: { accept: 'application/json' } });
      if (answer.ok) this.data = { ...await answer.json(), paragraphs: this.data.paragraphs };
    }
    await this.show();
  }
}

/** @param {HTMLElement} article */
export async function notes(article) {
  const own = new Notes(article);
  await own.load();
  // Who has had the item open for a while has read it, unless there are changes to look at first.
  if (own.data && !own.data.changed) {
    setTimeout(() => {
      fetch(`${own.url}/laest`, { method: 'POST', headers: { accept: 'application/json' } }).catch(() => {});
    }, 8000);
  }
}
