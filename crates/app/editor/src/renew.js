// Dates and figures copied from an earlier case are marked until someone has looked at them:
// editing one, or a click on it, takes the mark away.
import { Plugin } from 'prosemirror-state';
import { ReplaceStep } from 'prosemirror-transform';

import { schema } from './schema.js';

const type = schema.marks.renew;

/** The marked stretch around a position. */
function stretch(doc, pos) {
  const at = doc.resolve(pos);
  if (!at.parent.inlineContent) return null;
  const runs = [];
  let offset = at.start();
  at.parent.forEach((node) => {
    const end = offset + node.nodeSize;
    if (type.isInSet(node.marks)) {
      if (runs.at(-1)?.to === offset) runs.at(-1).to = end;
      else runs.push({ from: offset, to: end });
    }
    offset = end;
  });
  return runs.find((run) => run.from <= pos && pos <= run.to) ?? null;
}

/** Takes the mark off around the selection. */
export function confirm(state, dispatch) {
  const { from, to, empty } = state.selection;
  const found = empty ? stretch(state.doc, from) : { from, to };
  if (!found || !state.doc.rangeHasMark(found.from, found.to, type)) return false;
  dispatch?.(state.tr.removeMark(found.from, found.to, type));
  return true;
}

/** How many stretches are marked. */
export function renewals(doc) {
  let count = 0;
  doc.descendants((node, _, parent, index) => {
    if (!node.isText || !type.isInSet(node.marks)) return;
    const before = index > 0 ? parent.child(index - 1) : null;
    if (!before || !type.isInSet(before.marks)) count++;
  });
  return count;
}

/** Selects the next marked stretch after the selection, from the beginning again at the end. */
export function next(state) {
  let [first, after] = [null, null];
  state.doc.descendants((node, pos) => {
    if (!node.isText || !type.isInSet(node.marks)) return;
    first ??= { from: pos, to: pos + node.nodeSize };
    if (pos > state.selection.from) after ??= { from: pos, to: pos + node.nodeSize };
  });
  return after ?? first;
}

export const renewal = () => new Plugin({
  props: {
    handleClick(view, pos) {
      const found = stretch(view.state.doc, pos);
      if (!found || !view.state.doc.rangeHasMark(found.from, found.to, type)) return false;
      view.dispatch(view.state.tr.removeMark(found.from, found.to, type));
      return false;
    },
  },
  appendTransaction(transactions, _, state) {
    const typed = transactions.filter((tr) => tr.docChanged
      && tr.getMeta('rebased') === undefined && !tr.getMeta('kept') && !tr.getMeta('history$'));
    const tr = state.tr;
    for (const done of typed) {
      done.steps.forEach((step, n) => {
        if (!(step instanceof ReplaceStep) || step.slice.size > 200) return;
        const end = done.mapping.slice(n + 1).map(step.from + step.slice.size, -1);
        const found = end <= state.doc.content.size && stretch(state.doc, end);
        if (found) tr.removeMark(found.from, found.to, type);
      });
    }
    return tr.docChanged ? tr : null;
  },
});
