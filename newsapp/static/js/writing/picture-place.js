// Where a picture goes in the text: never inside a word or a caption, and never in the place of another picture.
import { pm } from "../../editor/editor.js";

const { closeHistory } = pm.history;
const { TextSelection } = pm.state;
const { insertPoint } = pm.transform;

// Where a button or a paste puts a picture: at the caret, or behind what is selected.
export const caretPlace = (editor) => editor.state.selection.to;

// One step back undoes the picture alone. The keyboard stays where it is.
export function putPicture(editor, attrs, place) {
  const { state, view } = editor;
  const at = place.range?.from ?? state.doc.content.size; // where it was is deleted: nothing that was chosen is lost
  const wasAtCaret = state.selection.empty && state.selection.from === at;
  const figure = state.schema.nodes.figure.createAndFill(attrs);
  const tr = closeHistory(state.tr);
  const { start, spot } = makeRoom(tr, at, figure);
  const end = start + figure.nodeSize;
  const [from, to] = [at, spot].sort((one, other) => one - other);
  place.fill(tr, { from, to, start, end });
  if (wasAtCaret) goOnBehind(tr, end);
  view.dispatch(tr);
  view.dispatch(closeHistory(view.state.tr));
}

// Puts the figure in. spot: where, in the text before; start: where the figure begins now.
function makeRoom(tr, at, figure) {
  const $at = tr.doc.resolve(at);
  const around = figureAround($at, figure.type);
  if (around) return insertNear(tr, $at.after(around), figure);
  if (!$at.parent.isTextblock) return insertNear(tr, at, figure);
  const block = $at.parent;
  const container = $at.node(-1);
  const index = $at.index(-1);
  const isParagraph = block.type.name === "paragraph";
  if (isParagraph && !block.content.size && container.canReplaceWith(index, index + 1, figure.type)) {
    tr.replaceWith($at.before(), $at.after(), figure);
    return { start: $at.before(), spot: $at.before() };
  }
  const isBefore = $at.parentOffset === 0 && block.content.size && container.canReplaceWith(index, index, figure.type);
  if (isBefore) return insertNear(tr, $at.before(), figure);
  const end = isParagraph && $at.parentOffset ? endOfWord($at) : $at.end();
  if (end === $at.end()) return insertNear(tr, $at.after(), figure);
  tr.split(end);
  return { ...insertNear(tr, end + 1, figure), spot: end };
}

function figureAround($at, type) {
  for (let depth = $at.depth; depth > 0; depth--) if ($at.node(depth).type === type) return depth;
  return 0;
}

function insertNear(tr, at, figure) {
  const found = insertPoint(tr.doc, at, figure.type) ?? tr.doc.content.size;
  tr.insert(found, figure);
  return { start: found, spot: found };
}

function endOfWord($at) {
  const { parent, parentOffset } = $at;
  const letter = /[\p{L}\p{M}\p{N}]/u;
  const signAt = (offset) => parent.textBetween(offset, offset + 1, null, " ");
  let offset = parentOffset;
  if (offset === 0 || !letter.test(signAt(offset - 1))) return $at.pos;
  while (offset < parent.content.size && letter.test(signAt(offset))) offset++;
  return $at.start() + offset;
}

// Who did nothing since they asked for the picture writes on behind it: in the paragraph there, or in a new one.
function goOnBehind(tr, end) {
  const next = tr.doc.resolve(end).nodeAfter;
  if (next?.type.name !== "paragraph") tr.insert(end, tr.doc.type.schema.nodes.paragraph.create());
  tr.setSelection(TextSelection.create(tr.doc, end + 1));
}
