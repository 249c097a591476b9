// Where words stand in the text: drawn over it, never part of it, and kept up with every change.
import { pm } from "../../editor/editor.js";
import { fold, foldWithPlaces } from "./folding.js";

const { Plugin, PluginKey } = pm.state;
const { Decoration, DecorationSet } = pm.view;
const KEY = new PluginKey("hits");
const NOTHING = { wanted: "", keepsMarks: false, hits: [], current: -1, drawn: DecorationSet.empty };
const MOST_DRAWN = 1000; // a letter alone stands in a long text everywhere

export const hitsOf = (state) => KEY.getState(state);

// What is looked for from now on, or which of the hits is looked at.
export function look(view, change) {
  view.dispatch(view.state.tr.setMeta(KEY, change).setMeta("addToHistory", false));
}

export function hitsPlugin() {
  return new Plugin({
    key: KEY,
    state: {
      init: () => NOTHING,
      apply(tr, before) {
        const asked = tr.getMeta(KEY);
        if (asked) return found(tr.doc, { ...before, ...asked });
        if (!tr.docChanged || !before.wanted) return before;
        return found(tr.doc, { ...before, near: tr.mapping.map(before.hits[before.current]?.from ?? 0, 1) });
      },
    },
    // Around letters that an input method still composes the editor draws nothing anew.
    props: { decorations: (state) => KEY.getState(state).drawn },
  });
}

// `near`: the place in the text from which the next hit is the current one; else the one that was it, stays it.
function found(doc, { wanted, keepsMarks, hits: earlier, current, near }) {
  const hits = wanted ? allHits(doc, wanted, keepsMarks) : [];
  const from = near ?? earlier[current]?.from ?? 0;
  const next = hits.findIndex((hit) => hit.from >= from);
  const now = hits.length ? Math.max(0, next) : -1;
  return { wanted, keepsMarks, hits, current: now, drawn: drawn(doc, hits, now) };
}

function drawn(doc, hits, current) {
  const first = Math.max(0, Math.min(current - MOST_DRAWN / 2, hits.length - MOST_DRAWN));
  const shown = hits.slice(first, first + MOST_DRAWN);
  const mark = ({ from, to }, i) => Decoration.inline(from, to, { class: i + first === current ? "hit hit-now" : "hit" });
  return shown.length ? DecorationSet.create(doc, shown.map(mark)) : DecorationSet.empty;
}

function allHits(doc, wanted, keepsMarks) {
  const hits = [];
  const searched = fold(wanted, keepsMarks);
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    const { folded, at } = foldedOf(node, keepsMarks);
    const placeOf = (i) => pos + 1 + (at ? at[i] : i);
    for (let i = folded.indexOf(searched); i >= 0; i = folded.indexOf(searched, i + searched.length)) {
      const from = placeOf(i);
      const to = placeOf(i + searched.length);
      if (to > from) hits.push({ from, to });
    }
    return false;
  });
  return hits;
}

// A paragraph that did not change is the same object: it is folded once.
const kept = [new WeakMap(), new WeakMap()];

function foldedOf(node, keepsMarks) {
  const known = kept[Number(keepsMarks)];
  if (!known.has(node)) {
    const text = node.textBetween(0, node.content.size, null, "\ufffc"); // a line's end is one place, too
    known.set(node, foldWithPlaces(text, keepsMarks));
  }
  return known.get(node);
}
