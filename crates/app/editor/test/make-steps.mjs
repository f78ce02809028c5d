// Makes steps.json: a text, steps that ProseMirror's own commands make of it, and what becomes of it.
// The server's tests apply the same steps and must come to the same.
import { writeFileSync } from 'node:fs';
import { EditorState, NodeSelection, TextSelection } from 'prosemirror-state';
import { Node } from 'prosemirror-model';
import { joinBackward, selectAll, splitBlock, toggleMark, deleteSelection } from 'prosemirror-commands';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { CellSelection, addColumnAfter, addRowAfter, deleteColumn, deleteRow, mergeCells, splitCell } from 'prosemirror-tables';

globalThis.navigator ??= { platform: '', userAgent: '', vendor: '' };
const { schema } = await import('../src/schema.js');
const commands = await import('../src/commands.js');

/** A small generator with a seed, so that the file is the same each time. */
let seed = 20261126;
const random = (below) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};
const pick = (list) => list[random(list.length)];

const t = (text, ...marks) => schema.text(text, marks.map((mark) => (typeof mark === 'string' ? schema.mark(mark) : mark)));
const n = (type, attrs, ...content) => schema.node(type, attrs, content);
const p = (...content) => n('paragraph', null, ...content);
const link = schema.mark('link', { url: 'https://kl.dk' });
const line = (text) => n('cell_line', null, ...(text ? [t(text)] : []));
const td = (text, attrs) => n('table_cell', attrs ?? null, line(text));
const th = (text, attrs) => n('table_header', attrs ?? null, line(text));

const start = () => n('doc', null,
  n('title', null, t('Fordeling af uddannelsespladser 😀')),
  n('recommendations', null,
    n('recommendation', { number: 1, numbered: true }, n('stem', null, t('Det indstilles, at')), n('point', null, t('drøfte')), n('point', null, t('tage')))),
  n('field', { name: 'background' }, n('field_heading', null, t('Baggrund')),
    p(t('Der er '), t('17', 'renew'), t(' kommuner, '), t('fed', 'strong'), t(' og '), t('begge', 'strong', 'emphasis'), t('.')),
    p(t('Se '), t('KL', link), t(' og '), n('annex', { id: 'a1', title: 'Notat' }), t('.')),
    n('list', { ordered: false }, n('list_item', null, p(t('en'))), n('list_item', null, p(t('to')), n('list', { ordered: true, start: 3 }, n('list_item', null, p(t('tre')))))),
    n('heading', { level: 2 }, t('Nøglen'))),
  n('field', { name: 'presentation' }, p(t('Tabellen viser')),
    n('table', { caption: 'Pladser' },
      n('table_row', null, th('KKR'), th('2025', { colspan: 2 })),
      n('table_row', null, td('Sjælland'), td('851'), td('850')),
      n('table_row', null, td('I alt'), td('3.000'), td('3.000'))),
    n('figure', { slug: 'pladser', title: 'Pladser' }),
    p()));

function selection(doc) {
  const size = doc.content.size;
  const a = random(size + 1);
  const b = random(4) ? a : Math.min(size, a + random(40));
  return TextSelection.between(doc.resolve(a), doc.resolve(b), 1);
}

/** The editor lets nothing else through either. */
function isText(doc) {
  try {
    doc.check();
    return true;
  } catch {
    return false;
  }
}

function cells(doc) {
  const found = [];
  doc.descendants((node, pos) => {
    if (['cell', 'header_cell'].includes(node.type.spec.tableRole)) found.push(pos);
  });
  return found;
}

const type = (state, dispatch) => dispatch(state.tr.insertText(pick(['a', 'æ ', 'hej', '😀', '12'])));
const inCells = (command) => (state, dispatch) => {
  const all = cells(state.doc);
  if (!all.length) return;
  const from = pick(all);
  const near = all.filter((pos) => pos >= from).slice(0, 1 + random(2));
  try {
    const chosen = state.apply(state.tr.setSelection(CellSelection.create(state.doc, from, near.at(-1))));
    command(chosen, (tr) => dispatch(tr));
  } catch {
    // Cells of two tables.
  }
};
const node = (command) => (state, dispatch) => {
  const atoms = [];
  state.doc.descendants((each, pos) => { if (NodeSelection.isSelectable(each) && each.isAtom) atoms.push(pos); });
  if (!atoms.length) return;
  command(state.apply(state.tr.setSelection(NodeSelection.create(state.doc, pick(atoms)))), dispatch);
};

const moves = [
  type, type, type, deleteSelection, splitBlock, joinBackward,
  toggleMark(schema.marks.strong), toggleMark(schema.marks.emphasis), toggleMark(schema.marks.link, { url: 'https://kl.dk/æ' }),
  (state, dispatch) => dispatch(state.tr.addMark(state.selection.from, state.selection.to, link)),
  (state, dispatch) => dispatch(state.tr.removeMark(state.selection.from, state.selection.to)),
  (state, dispatch) => dispatch(state.tr.addMark(0, state.doc.content.size, schema.mark('renew'))),
  wrapInList(schema.nodes.list, { ordered: true }), commands.toggleList(false), commands.toggleList(true),
  splitListItem(schema.nodes.list_item), liftListItem(schema.nodes.list_item), sinkListItem(schema.nodes.list_item),
  commands.blockType(1), commands.blockType(0), commands.blockType(3),
  commands.insertBlock(commands.newTable(2, 2)), commands.toggleHeader,
  inCells(addColumnAfter), inCells(addRowAfter), inCells(deleteColumn), inCells(deleteRow), inCells(mergeCells), inCells(splitCell),
  commands.addRecommendation('Det indstilles'), commands.togglePointNumbers, commands.addField('finances', 'Økonomi'),
  commands.moveField(1), commands.moveField(-1), commands.removePart,
  node(deleteSelection), commands.insertInline(schema.nodes.annex.create({ id: 'b', title: 'Bilag 2' })),
  (state, dispatch) => { if (random(8) === 0) selectAll(state, (tr) => deleteSelection(state.apply(tr), dispatch)); },
  (state, dispatch) => {
    const [a, b] = [random(state.doc.content.size), random(state.doc.content.size)];
    const slice = state.doc.slice(Math.min(a, b), Math.max(a, b));
    dispatch(state.tr.replaceSelection(slice));
  },
];

const cases = [];
for (let round = 0; round < 60; round++) {
  let state = EditorState.create({ doc: start() });
  const made = { steps: [] };
  for (let move = 0; move < 12; move++) {
    state = state.apply(state.tr.setSelection(selection(state.doc)));
    pick(moves)(state, (tr) => {
      if (!tr.docChanged || !isText(tr.doc)) return;
      made.steps.push(...tr.steps.map((step) => step.toJSON()));
      // Undoing makes other steps than doing.
      if (random(3) === 0) {
        let doc = tr.doc;
        for (let at = tr.steps.length - 1; at >= 0; at--) {
          const back = tr.steps[at].invert(tr.docs[at]);
          doc = back.apply(doc).doc;
          made.steps.push(back.toJSON());
        }
        state = EditorState.create({ doc });
      } else {
        state = EditorState.create({ doc: tr.doc });
      }
    });
  }
  Node.fromJSON(schema, state.doc.toJSON()).check();
  made.after = state.doc.toJSON();
  cases.push(made);
}
writeFileSync(new URL('./steps.json', import.meta.url), `${JSON.stringify({ doc: start().toJSON(), cases })}\n`);
console.log(`${cases.length} texts, ${cases.reduce((sum, { steps }) => sum + steps.length, 0)} steps`);
