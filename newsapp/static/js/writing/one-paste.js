// One paste, from the key to its place in the text. What was selected goes at once, as it does with any paste; what was
// pasted comes when the server has cleaned it, in the same step back.
import { pm } from "../../editor/editor.js";
import { pasteInto, selectionAt, tableDepth } from "./landing.js";
import { keepPlace } from "./places.js";

const { Slice } = pm.model;
const { NodeSelection, TextSelection } = pm.state;
const { ReplaceStep } = pm.transform;
const { CellSelection } = pm.tables;
const { closeHistory, isHistoryTransaction, undoDepth } = pm.history;

const ALONE = 1; // so old that the history takes the next key for a step of its own

export function openPaste(editor, label, at = null) {
  const { view } = editor;
  const begun = closeHistory(view.state.tr);
  if (at !== null) begun.setSelection(TextSelection.near(begun.doc.resolve(at)));
  const isCells = begun.selection instanceof CellSelection;
  const range = isCells ? cellRange(begun.selection) : makeRoom(begun);
  if (!begun.docChanged) begun.step(new ReplaceStep(range.from, range.from, Slice.empty)); // a step back needs a step
  view.dispatch(begun.setTime(ALONE));
  let place = keepPlace(editor, { ...range, label });
  const table = tableAt(view.state, range.from);
  const depth = undoDepth(view.state);
  let isUndone = false;
  editor.on("transaction", watch);

  function watch({ transaction }) {
    if (isUndone || !isHistoryTransaction(transaction) || undoDepth(editor.state) >= depth) return;
    isUndone = true;
    queueMicrotask(close);
  }

  function close() {
    editor.off("transaction", watch);
    place.release();
  }

  // Puts it in, and returns the range that it fills; null where its place was deleted.
  function land(content) {
    const { range } = place;
    if (!range) return null;
    const { tr } = view.state;
    const wasHere = isHere(view.state.selection, range, isCells);
    const fillsCells = !table || table.eq(tableAt(view.state, range.from) ?? table.type.create());
    const put = putAt(tr, view, range, content, { isCells, fillsCells });
    if (put.selection && wasHere) tr.setSelection(put.selection);
    if (wasHere && view.hasFocus()) tr.scrollIntoView();
    if (undoDepth(view.state) === depth) tr.setMeta("appendedTransaction", begun);
    else closeHistory(tr);
    view.dispatch(place.fill(tr).setTime(ALONE));
    return put.range;
  }

  // From now on it is a stretch of the text, watched until `close`.
  function keep(range, label) {
    place = keepPlace(editor, { ...range, label });
    return place;
  }

  return { land, keep, close, isOver: () => isUndone || editor.isDestroyed, range: () => place.range };
}

// Puts `content` in the place of a range. Returns the selection at its end, and the range that it fills.
export function putAt(tr, view, { from, to }, content, { isCells = false, fillsCells = true } = {}) {
  const before = tr.mapping.maps.length;
  let at = { from, to };
  if (!isCells && !tr.doc.resolve(from).parent.inlineContent) {
    tr.insert(from, view.state.schema.nodes.paragraph.create());
    at = { from: from + 1, to: from + 1 };
  }
  tr.setSelection(selectionAt(tr, at, isCells));
  let selection = pasteInto(tr, view, content, { fillsCells });
  if (selection?.empty) selection = keepSpaces(tr, tr.mapping.slice(before).map(from, -1), selection.from, content.copied ?? "");
  const mapping = tr.mapping.slice(before);
  tr.setSelection(view.state.selection.getBookmark().map(tr.mapping).resolve(tr.doc)); // the writer's own
  return { selection, range: { from: mapping.map(from, -1), to: mapping.map(to, 1) } };
}

// Clean markup has no space at its ends. Where words were copied with one, it goes on parting them from their neighbours.
function keepSpaces(tr, from, to, copied) {
  const $from = tr.doc.resolve(from);
  const $to = tr.doc.resolve(to);
  let end = to;
  if ($from.sameParent($to) && !copied.includes("\n")) {
    if (/\s$/.test(copied) && !/^\s/.test($to.nodeAfter?.text ?? "")) {
      tr.insertText(" ", to);
      end++;
    }
    if (/^\s/.test(copied) && /\S$/.test($from.nodeBefore?.text ?? "")) {
      tr.insertText(" ", from);
      end++;
    }
  }
  return TextSelection.create(tr.doc, end);
}

// Resolves as soon as no letter is being composed: a change beside it would break it off.
export async function composed(view) {
  while (view.composing) await new Promise((resolve) => setTimeout(resolve, 50));
}

// Deletes what is selected; the place is in a line of text.
function makeRoom(tr) {
  const { selection } = tr;
  const isBlock = selection instanceof NodeSelection && selection.node.isBlock;
  if (!selection.empty) tr.deleteSelection();
  const at = isBlock ? tr.mapping.map(selection.from, -1) : tr.selection.from;
  if (tr.doc.resolve(at).parent.inlineContent) return { from: at, to: at };
  tr.insert(at, tr.doc.type.schema.nodes.paragraph.create());
  tr.setSelection(TextSelection.create(tr.doc, at + 1));
  return { from: at + 1, to: at + 1 };
}

function cellRange({ $anchorCell, $headCell }) {
  const ends = [$anchorCell.pos + 1, $headCell.pos + 1];
  return { from: Math.min(...ends), to: Math.max(...ends) };
}

function tableAt(state, at) {
  const $at = state.doc.resolve(at);
  const depth = tableDepth($at);
  return depth ? $at.node(depth) : null;
}

function isHere(selection, { from, to }, isCells) {
  if (!isCells) return selection.empty && selection.from === to;
  if (!(selection instanceof CellSelection)) return false;
  const range = cellRange(selection);
  return range.from === from && range.to === to;
}
