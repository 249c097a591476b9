// A place in the text that is remembered while an answer is awaited. It moves with every change of the text:
//   const place = keepPlace(editor, { from, to, label });   // `to` and `label` may be left out
//   place.range                       // { from, to }, or null while the text around it is deleted
//   editor.view.dispatch(place.fill(tr))   // `tr` puts there what was awaited; the place is released
//   place.fill(tr, { from, to, start, end })   // where it stands beside the place: other places from `from` to `to` keep their
//                                              // order by going to `start` or `end`, which are its ends in the text after
//   place.release()                   // nothing comes any more
// Of several places at one position, what is put in an earlier one stands before what is put in a later one.
// The label is shown there, as a decoration: it is no part of the text and is never saved.
import { Extension, pm } from "../../editor/editor.js";
import { element } from "./words.js";

const { Plugin, PluginKey } = pm.state;
const { Decoration, DecorationSet } = pm.view;
const key = new PluginKey("places");
let count = 0;

export const Places = Extension.create({
  name: "places",
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key,
        state: {
          init: () => [],
          apply: (tr, places) => changed(tr.docChanged ? places.map((place) => moved(place, tr, places)) : places, tr.getMeta(key)),
        },
        props: { decorations: (state) => DecorationSet.create(state.doc, key.getState(state).flatMap(marked)) },
      }),
    ];
  },
});

export function keepPlace(editor, { from, to = from, label = "" }) {
  const id = ++count;
  const tell = (meta) => editor.isDestroyed || editor.view.dispatch(editor.state.tr.setMeta(key, meta));
  const found = () => (editor.isDestroyed ? null : key.getState(editor.state).find((place) => place.id === id));
  tell({ add: { id, from, to, label, lost: null } });
  return {
    get range() {
      const place = found();
      return place && !place.lost ? { from: place.from, to: place.to } : null;
    },
    fill: (tr, beside = null) => tr.setMeta(key, { remove: id, beside }),
    release: () => found() && tell({ remove: id }),
  };
}

function changed(places, meta) {
  if (!meta) return places;
  if (meta.add) return [...places, meta.add];
  return places.filter((place) => place.id !== meta.remove);
}

function moved(place, tr, places) {
  if (place.lost) return tr.doc.eq(place.lost.doc) ? place.lost.place : place; // an undo brought it back
  const { remove, beside } = tr.getMeta(key) ?? {};
  if (beside && place.from === place.to && beside.from <= place.from && place.to <= beside.to) {
    const at = place.id < remove ? beside.start : beside.end;
    return { ...place, from: at, to: at };
  }
  const filled = places.find(({ id }) => id === remove);
  if (filled && filled.id !== place.id && place.from >= filled.from && place.to <= filled.to) {
    const at = tr.mapping.map(place.from, filled.id < place.id ? 1 : -1);
    return { ...place, from: at, to: at };
  }
  const isPoint = place.from === place.to;
  const from = tr.mapping.mapResult(place.from, isPoint ? -1 : 1); // what is typed beside a place stays outside of it
  const to = tr.mapping.mapResult(place.to, -1);
  const isLost = isPoint ? from.deletedAcross : from.pos >= to.pos;
  if (isLost) return { ...place, lost: { place, doc: tr.before } };
  return { ...place, from: from.pos, to: to.pos };
}

function marked({ id, from, to, label, lost }) {
  if (!label || lost) return [];
  if (from < to) return [Decoration.inline(from, to, { class: "awaited", title: label })];
  const shown = () => element("span", { className: "awaited", contentEditable: "false", textContent: label });
  return [Decoration.widget(from, shown, { side: -1, key: `place-${id}`, ignoreSelection: true })];
}
