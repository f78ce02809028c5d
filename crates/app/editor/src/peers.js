// Where the others are: a cursor with a name, and their selection.
import { Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';

const key = new PluginKey('peers');
/** Colours in the stylesheet. */
const COLOURS = 6;

export function colour(client) {
  let sum = 0;
  for (const c of client) sum = (sum * 31 + c.codePointAt(0)) % 9973;
  return sum % COLOURS;
}

function cursor(peer) {
  const mark = document.createElement('span');
  mark.className = `rl-ed-cursor rl-peer-${colour(peer.client)}`;
  mark.setAttribute('aria-hidden', 'true');
  const name = document.createElement('span');
  name.textContent = peer.name;
  mark.append(name);
  return mark;
}

function decorations(doc, peers) {
  const size = doc.content.size;
  const inside = (pos) => Math.max(0, Math.min(pos, size));
  const list = [];
  for (const peer of peers) {
    if (peer.head === null) continue;
    const [head, anchor] = [inside(peer.head), inside(peer.anchor)];
    if (!doc.resolve(head).parent.inlineContent) continue;
    list.push(Decoration.widget(head, () => cursor(peer), { key: `${peer.client} ${peer.name}`, side: 10 }));
    if (head !== anchor) {
      const [from, to] = [Math.min(head, anchor), Math.max(head, anchor)];
      list.push(Decoration.inline(from, to, { class: `rl-ed-selection rl-peer-${colour(peer.client)}` }));
    }
  }
  return DecorationSet.create(doc, list);
}

export function peers() {
  return new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set) {
        const told = tr.getMeta(key);
        return told ? decorations(tr.doc, told) : set.map(tr.mapping, tr.doc);
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

/** A transaction that shows these. */
export const showPeers = (state, list) => state.tr.setMeta(key, list).setMeta('addToHistory', false);
