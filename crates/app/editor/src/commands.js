// What the toolbar and the keys do, beside ProseMirror's own commands.
import {
  baseKeymap, chainCommands, createParagraphNear, joinBackward, liftEmptyBlock, newlineInCode,
  selectNodeBackward, setBlockType, splitBlock, toggleMark, deleteSelection,
} from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { InputRule, inputRules, wrappingInputRule } from 'prosemirror-inputrules';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { Selection, TextSelection } from 'prosemirror-state';
import { goToNextCell, isInTable, selectedRect } from 'prosemirror-tables';
import { canSplit } from 'prosemirror-transform';

import { confirm } from './renew.js';
import { schema } from './schema.js';

const { nodes, marks } = schema;

/** The innermost ancestor of a type around the selection: its node and where it begins. */
export function around(state, type) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth >= 0; depth--) {
    if ($from.node(depth).type === type) return { node: $from.node(depth), pos: depth ? $from.before(depth) : 0, depth };
  }
  return null;
}

export const isActive = (state, type) => {
  const { from, $from, to, empty } = state.selection;
  return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
};

/** Makes the block a list, changes the list's kind, or takes it out of one of the same kind. */
export function toggleList(ordered) {
  return (state, dispatch) => {
    const list = around(state, nodes.list);
    if (!list) return wrapInList(nodes.list, { ordered })(state, dispatch);
    if (list.node.attrs.ordered === ordered) return liftListItem(nodes.list_item)(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup(list.pos, null, { ordered, lettered: false, start: null }));
    return true;
  };
}

export const strong = toggleMark(marks.strong);
export const emphasis = toggleMark(marks.emphasis);
export const indent = sinkListItem(nodes.list_item);
export const outdent = liftListItem(nodes.list_item);

export const blockType = (level) => (level
  ? setBlockType(nodes.heading, { level })
  : setBlockType(nodes.paragraph));

/** Puts a block behind the block the cursor is in, inside the same field. */
export function insertBlock(node) {
  return (state, dispatch) => {
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth--) {
      const parent = $from.node(depth - 1);
      const index = $from.indexAfter(depth - 1);
      if (![nodes.field, nodes.list_item].includes(parent.type)) continue;
      if (!parent.canReplaceWith(index, index, node.type)) continue;
      if (dispatch) {
        const empty = $from.node(depth).type === nodes.paragraph && $from.node(depth).content.size === 0
          && parent.type === nodes.field && parent.canReplaceWith($from.index(depth - 1), index, node.type);
        const from = empty ? $from.before(depth) : $from.after(depth);
        const tr = state.tr.replaceWith(from, $from.after(depth), node);
        const end = from + node.nodeSize;
        // There is always a place to go on writing.
        if (tr.doc.resolve(end).nodeAfter === null) tr.insert(end, nodes.paragraph.create());
        const inside = node.type === nodes.table ? from + 1 : end;
        tr.setSelection(Selection.near(tr.doc.resolve(inside), 1));
        dispatch(tr.scrollIntoView());
      }
      return true;
    }
    return false;
  };
}

export function newTable(rows, columns) {
  const cell = (type) => type.create(null, nodes.cell_line.create());
  const row = (type) => nodes.table_row.create(null, Array.from({ length: columns }, () => cell(type)));
  return nodes.table.create(null, Array.from({ length: rows }, (_, n) => row(n ? nodes.table_cell : nodes.table_header)));
}

/** Rows up to the cursor's become header rows, or all of them body rows. */
export function toggleHeader(state, dispatch) {
  if (!isInTable(state)) return false;
  if (dispatch) {
    const { map, table, tableStart, bottom } = selectedRect(state);
    const on = table.child(bottom - 1).firstChild?.type !== nodes.table_header;
    const tr = state.tr;
    const seen = new Set();
    for (let row = 0; row < map.height; row++) {
      for (let column = 0; column < map.width; column++) {
        const pos = map.map[row * map.width + column];
        if (seen.has(pos)) continue;
        seen.add(pos);
        const cell = table.nodeAt(pos);
        const type = on && row < bottom ? nodes.table_header : nodes.table_cell;
        if (cell.type !== type) tr.setNodeMarkup(tableStart + pos, type, cell.attrs);
      }
    }
    dispatch(tr);
  }
  return true;
}

export function insertInline(node) {
  return (state, dispatch) => {
    const { $from } = state.selection;
    if (!$from.parent.type.contentMatch.matchType(node.type) && $from.parent.type !== nodes.paragraph) return false;
    dispatch?.(state.tr.replaceSelectionWith(node, true).scrollIntoView());
    return true;
  };
}

/** A further recommendation, behind the cursor's or as the last. */
export function addRecommendation(stem) {
  return (state, dispatch) => {
    const made = nodes.recommendation.create(null, nodes.stem.create(null, stem ? schema.text(stem) : null));
    const tr = state.tr;
    const here = around(state, nodes.recommendation);
    let pos;
    if (here) {
      pos = here.pos + here.node.nodeSize;
      tr.insert(pos, made);
    } else {
      let at = 0;
      let block = null;
      state.doc.forEach((node, offset) => {
        if (node.type === nodes.title) at = offset + node.nodeSize;
        if (node.type === nodes.recommendations) block = offset + node.nodeSize - 1;
      });
      pos = block ?? at + 1;
      if (block === null) tr.insert(at, nodes.recommendations.create(null, made));
      else tr.insert(block, made);
    }
    tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 2 + (stem?.length ?? 0))));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

export function togglePointNumbers(state, dispatch) {
  const here = around(state, nodes.recommendation);
  if (!here) return false;
  dispatch?.(state.tr.setNodeAttribute(here.pos, 'numbered', !here.node.attrs.numbered));
  return true;
}

/** A further field behind the cursor's, or as the last. */
export function addField(name, heading) {
  return (state, dispatch) => {
    const head = heading ? [nodes.field_heading.create(null, schema.text(heading))] : [];
    const made = nodes.field.create({ name }, [...head, nodes.paragraph.create()]);
    const here = around(state, nodes.field);
    const pos = here ? here.pos + here.node.nodeSize : state.doc.content.size;
    const tr = state.tr.insert(pos, made);
    tr.setSelection(TextSelection.near(tr.doc.resolve(pos + made.nodeSize - 2)));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Takes away the recommendation or the field the cursor is in; the text keeps one field. */
export function removePart(state, dispatch) {
  const recommendation = around(state, nodes.recommendation);
  if (recommendation) {
    const all = around(state, nodes.recommendations);
    const gone = all.node.childCount === 1 ? all : recommendation;
    dispatch?.(state.tr.delete(gone.pos, gone.pos + gone.node.nodeSize).scrollIntoView());
    return true;
  }
  const field = around(state, nodes.field);
  let fields = 0;
  state.doc.forEach((node) => { fields += node.type === nodes.field; });
  if (!field || fields < 2) return false;
  dispatch?.(state.tr.delete(field.pos, field.pos + field.node.nodeSize).scrollIntoView());
  return true;
}

/** Moves the field up or down among the fields. */
export function moveField(by) {
  return (state, dispatch) => {
    const field = around(state, nodes.field);
    if (!field) return false;
    const index = state.doc.resolve(field.pos).index(0);
    const other = state.doc.maybeChild(index + by);
    if (other?.type !== nodes.field) return false;
    if (dispatch) {
      const target = by < 0 ? field.pos - other.nodeSize : field.pos + other.nodeSize;
      const tr = state.tr.delete(field.pos, field.pos + field.node.nodeSize).insert(target, field.node);
      const inside = state.selection.from - field.pos;
      tr.setSelection(TextSelection.near(tr.doc.resolve(target + inside)));
      dispatch(tr.scrollIntoView());
    }
    return true;
  };
}

/** Enter in an empty point goes on with a new recommendation. */
function leavePoint(state, dispatch) {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type !== nodes.point || $from.parent.content.size) return false;
  const recommendation = $from.node($from.depth - 1);
  if ($from.index($from.depth - 1) !== recommendation.childCount - 1) return false;
  const tr = state.tr.delete($from.before(), $from.after());
  const pos = $from.before() + 1;
  tr.insert(pos, nodes.recommendation.create(null, nodes.stem.create()));
  tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 2)));
  dispatch?.(tr.scrollIntoView());
  return true;
}

/** Enter in the title or in a cell's last line goes on to what follows; a cell gets a further line. */
function enterPlain(state, dispatch) {
  const { $from } = state.selection;
  if ($from.parent.type === nodes.cell_line) {
    if (canSplit(state.doc, $from.pos)) {
      dispatch?.(state.tr.deleteSelection().split(state.tr.selection.from).scrollIntoView());
    }
    return true;
  }
  if ($from.parent.type !== nodes.title) return false;
  const next = Selection.findFrom(state.doc.resolve($from.after()), 1, true);
  if (next) dispatch?.(state.tr.setSelection(next).scrollIntoView());
  return true;
}

/** Backspace in an empty recommendation takes it away. */
function backspaceEmpty(state, dispatch) {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type !== nodes.stem || $from.parentOffset) return false;
  const here = around(state, nodes.recommendation);
  return here.node.textContent === '' && here.node.childCount === 1 && removePart(state, dispatch);
}

/** Out of the editor: Escape frees Tab for the next key. */
export function keys(open) {
  const mod = {
    'Mod-b': strong,
    'Mod-i': emphasis,
    'Mod-k': () => { open.link(); return true; },
    'Mod-z': undo,
    'Mod-y': redo,
    'Shift-Mod-z': redo,
    'Mod-Alt-0': blockType(0),
    'Mod-Alt-1': blockType(1),
    'Mod-Alt-2': blockType(2),
    'Mod-Alt-3': blockType(3),
    'Shift-Mod-8': toggleList(false),
    'Shift-Mod-7': toggleList(true),
    'Mod-s': () => { open.save(); return true; },
    'Mod-Alt-r': confirm,
    'Alt-F10': () => { open.toolbar(); return true; },
    Tab: chainCommands(goToNextCell(1), indent),
    'Shift-Tab': chainCommands(goToNextCell(-1), outdent),
    Enter: chainCommands(
      enterPlain, leavePoint, splitListItem(nodes.list_item), newlineInCode, createParagraphNear,
      liftEmptyBlock, splitBlock,
    ),
    'Shift-Enter': chainCommands(enterPlain, splitBlock),
    Backspace: chainCommands(backspaceEmpty, deleteSelection, joinBackward, selectNodeBackward),
  };
  return { ...baseKeymap, ...mod };
}

export const typing = () => inputRules({
  rules: [
    wrappingInputRule(/^\s*[-*•]\s$/, nodes.list, { ordered: false }),
    wrappingInputRule(/^(\d+)[.)]\s$/, nodes.list,
      (match) => ({ ordered: true, start: Number(match[1]) === 1 ? null : Number(match[1]) }),
      (match, node) => node.attrs.ordered && node.childCount + (node.attrs.start ?? 1) === Number(match[1])),
    new InputRule(/ - $/, ' – '),
  ],
});

export { redo, undo };

/** Selects a stretch and shows it. */
export function select(view, { from, to }) {
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)).scrollIntoView());
}
