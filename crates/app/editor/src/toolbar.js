// The toolbar: one stop for the tab key, arrows inside it (the ARIA pattern), every key told.
import {
  addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable, mergeCells, selectedRect, splitCell,
} from 'prosemirror-tables';

import * as commands from './commands.js';
import { el, form } from './dialogs.js';
import { confirm, next, renewals } from './renew.js';
import { safe, schema } from './schema.js';

const { nodes, marks } = schema;
const MAC = /Mac|iP(hone|ad)/.test(navigator.platform);

/** "Mod-Alt-1" as people read it. */
const shown = (keys) => keys.replace('Mod', MAC ? '⌘' : 'Ctrl').replace('Alt', MAC ? '⌥' : 'Alt').replaceAll('-', '+')
  .replace(/\+([a-z])$/, (_, key) => `+${key.toUpperCase()}`);
/** The same as `aria-keyshortcuts` wants it. */
const told = (keys) => keys.replace('Mod', MAC ? 'Meta' : 'Control').replaceAll('-', '+');

/** Roving tab stop: arrows, Home and End go from control to control. */
function roving(bar) {
  const stops = () => [...bar.querySelectorAll('button, select')].filter((node) => !node.disabled && node.checkVisibility());
  const set = (target) => bar.querySelectorAll('button, select')
    .forEach((node) => node.setAttribute('tabindex', node === target ? '0' : '-1'));
  bar.addEventListener('focusin', (event) => set(event.target));
  bar.addEventListener('keydown', (event) => {
    const all = stops();
    const at = all.indexOf(event.target);
    const select = event.target.tagName === 'SELECT';
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || (select && ['Home', 'End'].includes(event.key))) return;
    event.preventDefault();
    const target = all[(to + all.length) % all.length];
    set(target);
    target.focus();
  });
  return () => {
    const all = stops();
    if (all.length && !all.some((node) => node.tabIndex === 0)) set(all[0]);
  };
}

/**
 * @param {import('prosemirror-view').EditorView} view
 * @param {Record<string, string>} w words
 */
export function toolbar(view, w, { annexes, fields, stem, save, insertFile, tell }) {
  const run = (command) => {
    command(view.state, view.dispatch, view);
    view.focus();
  };
  const buttons = [];
  const button = (label, command, { keys, active, possible, text, dialog } = {}) => {
    const node = el('button', {
      type: 'button',
      class: 'rl-ed-button',
      tabindex: '-1',
      title: keys ? `${label} (${shown(keys)})` : label,
      'aria-keyshortcuts': keys ? told(keys) : null,
      'aria-pressed': active ? 'false' : null,
      'aria-haspopup': dialog ? 'dialog' : null,
    }, text ? el('span', { 'aria-hidden': 'true', class: `rl-ed-face rl-ed-face-${text.name}` }, text.sign) : label);
    if (text) node.setAttribute('aria-label', label);
    // The selection stays where it is while one clicks.
    node.addEventListener('mousedown', (event) => event.preventDefault());
    node.addEventListener('click', () => {
      if (node.getAttribute('aria-disabled') === 'true') return;
      if (dialog) command();
      else run(command);
    });
    buttons.push({ node, active, possible: possible ?? (dialog ? null : (state) => command(state, null, view)) });
    return node;
  };
  const group = (label, ...children) => el('div', { role: 'group', 'aria-label': label, class: 'rl-ed-group' }, ...children);

  const style = el('select', { class: 'rl-ed-select', 'aria-label': w.style, tabindex: '-1' },
    ...[['0', w.paragraph], ['1', w.heading1], ['2', w.heading2], ['3', w.heading3]]
      .map(([value, label]) => el('option', { value }, label)));
  style.addEventListener('change', () => run(commands.blockType(Number(style.value))));

  const inList = (ordered) => (state) => commands.around(state, nodes.list)?.node.attrs.ordered === ordered;
  const ok = { ok: w.ok, cancel: w.cancel };

  const link = async () => {
    const { from, to, empty, $from } = view.state.selection;
    const url = linkAt(view.state)?.url ?? '';
    const fields = [{
      name: 'url', label: w.linkUrl, value: url, hint: w.linkHint,
      check: (value) => (safe(complete(value)) ? '' : w.linkWrong),
    }];
    const needsText = empty && !url;
    if (needsText) fields.unshift({ name: 'text', label: w.linkText });
    const answer = await form(w.link, fields, { ...ok, remove: url ? w.linkRemove : null });
    view.focus();
    if (!answer) return;
    const at = linkAt(view.state);
    const range = at ?? { from, to };
    const tr = view.state.tr.removeMark(range.from, range.to, marks.link);
    if (answer !== 'remove') {
      const mark = marks.link.create({ url: complete(answer.url) });
      if (needsText && $from.parent.type.allowsMarkType(marks.link)) {
        tr.insert(from, schema.text(answer.text || answer.url, [mark]));
      } else tr.addMark(range.from, range.to, mark);
    }
    view.dispatch(tr);
  };

  const table = async () => {
    const number = (value) => (/^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 30 ? '' : w.tableWrong);
    const answer = await form(w.tableInsert, [
      { name: 'rows', label: w.tableRows, type: 'number', value: '3', min: 1, max: 30, check: number },
      { name: 'columns', label: w.tableColumns, type: 'number', value: '3', min: 1, max: 30, check: number },
    ], ok);
    view.focus();
    if (answer) run(commands.insertBlock(commands.newTable(Number(answer.rows), Number(answer.columns))));
  };

  const caption = async () => {
    const here = commands.around(view.state, nodes.table);
    const answer = await form(w.caption, [{ name: 'text', label: w.captionText, value: here.node.attrs.caption ?? '' }], ok);
    view.focus();
    const still = commands.around(view.state, nodes.table);
    if (answer && still) view.dispatch(view.state.tr.setNodeAttribute(still.pos, 'caption', answer.text || null));
  };

  const figure = async () => {
    let list = [];
    try {
      const response = await fetch('/arbejde/tekst/tal', { headers: { accept: 'application/json' } });
      list = await response.json();
    } catch {
      tell(w.figuresAway);
      return;
    }
    if (!list.length) {
      tell(w.figuresNone);
      return;
    }
    const answer = await form(w.figureInsert, [{
      name: 'slug', label: w.figure, options: list.map(({ slug, title }) => [slug, title]),
    }], ok);
    view.focus();
    if (!answer) return;
    const { title } = list.find(({ slug }) => slug === answer.slug);
    run(commands.insertBlock(nodes.figure.create({ slug: answer.slug, title })));
  };

  const annex = async () => {
    const list = await annexes();
    if (!list.length) {
      tell(w.annexesNone);
      return;
    }
    const answer = await form(w.annexInsert, [{
      name: 'id', label: w.annex, options: list.map(({ id, title }) => [id, title]),
    }], ok);
    view.focus();
    if (!answer) return;
    const { title } = list.find(({ id }) => id === answer.id);
    run(commands.insertInline(nodes.annex.create({ id: answer.id, title })));
  };

  const field = async () => {
    const answer = await form(w.fieldInsert, [
      { name: 'name', label: w.fieldName, options: fields },
      { name: 'heading', label: w.fieldHeading, hint: w.fieldHint },
    ], ok);
    view.focus();
    if (!answer) return;
    const label = fields.find(([name]) => name === answer.name)[1];
    run(commands.addField(answer.name, answer.heading || (answer.name === 'other' ? '' : label)));
  };

  const nextRenewal = () => {
    const found = next(view.state);
    if (found) commands.select(view, found);
    view.focus();
  };

  const main = el('div', { class: 'rl-ed-toolbar', role: 'toolbar', 'aria-label': w.toolbar, 'aria-controls': 'rl-editor' },
    group(w.groupText,
      style,
      button(w.strong, commands.strong, { keys: 'Mod-b', active: (state) => commands.isActive(state, marks.strong), text: { name: 'strong', sign: 'F' } }),
      button(w.emphasis, commands.emphasis, { keys: 'Mod-i', active: (state) => commands.isActive(state, marks.emphasis), text: { name: 'emphasis', sign: 'K' } }),
      button(w.link, link, { keys: 'Mod-k', dialog: true, active: (state) => Boolean(linkAt(state)) })),
    group(w.groupLists,
      button(w.bullets, commands.toggleList(false), { keys: 'Shift-Mod-8', active: inList(false), text: { name: 'bullets', sign: '•–' } }),
      button(w.numbers, commands.toggleList(true), { keys: 'Shift-Mod-7', active: inList(true), text: { name: 'numbers', sign: '1.' } }),
      button(w.indent, commands.indent, { keys: 'Tab', text: { name: 'indent', sign: '→' } }),
      button(w.outdent, commands.outdent, { keys: 'Shift-Tab', text: { name: 'outdent', sign: '←' } })),
    group(w.groupInsert,
      button(w.tableInsert, table, { dialog: true, possible: (state) => !isInTable(state) && Boolean(commands.around(state, nodes.field)) }),
      button(w.figureInsert, figure, { dialog: true }),
      button(w.annexInsert, annex, { dialog: true }),
      button(w.fileInsert, insertFile, { dialog: true })),
    group(w.groupParts,
      button(w.recommendationAdd, commands.addRecommendation(stem)),
      button(w.pointNumbers, commands.togglePointNumbers, {
        active: (state) => commands.around(state, nodes.recommendation)?.node.attrs.numbered === true,
      }),
      button(w.fieldInsert, field, { dialog: true }),
      button(w.moveUp, commands.moveField(-1)),
      button(w.moveDown, commands.moveField(1)),
      button(w.partRemove, commands.removePart)),
    group(w.groupSteps,
      button(w.undo, commands.undo, { keys: 'Mod-z', text: { name: 'undo', sign: '↶' } }),
      button(w.redo, commands.redo, { keys: 'Mod-y', text: { name: 'redo', sign: '↷' } }),
      button(w.save, save, { keys: 'Mod-s', dialog: true })));

  const tableBar = el('div', { class: 'rl-ed-toolbar rl-ed-toolbar-table', role: 'toolbar', 'aria-label': w.tableToolbar, 'aria-controls': 'rl-editor', hidden: true },
    group(w.tableToolbar,
      button(w.rowAdd, addRowAfter), button(w.rowRemove, deleteRow),
      button(w.columnAdd, addColumnAfter), button(w.columnRemove, deleteColumn),
      button(w.headerRow, commands.toggleHeader, {
        active: (state) => isInTable(state) && selectedRect(state).table.child(selectedRect(state).bottom - 1).firstChild?.type === nodes.table_header,
      }),
      button(w.cellsMerge, mergeCells), button(w.cellSplit, splitCell),
      button(w.caption, caption, { dialog: true }), button(w.tableRemove, deleteTable)));

  const renewBar = el('div', { class: 'rl-ed-renewals', hidden: true },
    el('p', {}),
    el('div', { class: 'rl-actions' },
      el('button', { type: 'button', class: 'button button-secondary', onclick: nextRenewal }, w.renewNext),
      el('button', { type: 'button', class: 'button button-secondary', onclick: () => run(confirm) }, w.renewKeep)));

  const settle = [roving(main), roving(tableBar)];
  const bars = el('div', { class: 'rl-ed-bars' }, main, tableBar);

  return {
    bars,
    renewBar,
    link,
    focus: () => main.querySelector('[tabindex="0"]')?.focus(),
    update(state) {
      tableBar.hidden = !isInTable(state);
      for (const { node, active, possible } of buttons) {
        if (active) node.setAttribute('aria-pressed', String(active(state)));
        // Not `disabled`: what has the focus must not lose it.
        if (possible) node.setAttribute('aria-disabled', String(!possible(state)));
      }
      const { parent } = state.selection.$from;
      const level = parent.type === nodes.heading ? Math.min(parent.attrs.level, 3) : 0;
      style.value = String(level);
      style.disabled = ![nodes.heading, nodes.paragraph].includes(parent.type);
      const count = renewals(state.doc);
      renewBar.hidden = count === 0;
      renewBar.firstChild.textContent = (count === 1 ? w.renewOne : w.renewMany).replace('%', String(count));
      settle.forEach((each) => each());
    },
  };
}

/** The link around the cursor, with where it begins and ends. */
function linkAt(state) {
  const { $from, from, to, empty } = state.selection;
  if (!$from.parent.inlineContent) return null;
  const found = empty
    ? marks.link.isInSet($from.marks()) ?? marks.link.isInSet($from.nodeAfter?.marks ?? [])
    : null;
  if (!empty) {
    let inside = null;
    state.doc.nodesBetween(from, to, (node) => { inside ??= marks.link.isInSet(node.marks) ?? null; });
    return inside ? { url: inside.attrs.url, from, to } : null;
  }
  if (!found) return null;
  let offset = $from.start();
  let range = null;
  $from.parent.forEach((node) => {
    const end = offset + node.nodeSize;
    if (found.isInSet(node.marks)) {
      if (range?.to === offset) range.to = end;
      else if (!range || range.to < from) range = { url: found.attrs.url, from: offset, to: end };
    }
    offset = end;
  });
  return range;
}

/** What is typed without a scheme is a web or a mail address. */
function complete(url) {
  if (/^[a-z]+:/i.test(url) || !url) return url;
  if (/^[^\s/@]+@[^\s/@]+\.[a-z]{2,}$/i.test(url)) return `mailto:${url}`;
  return /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(url) ? `https://${url}` : url;
}
