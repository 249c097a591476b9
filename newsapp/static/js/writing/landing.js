// Where pasted content goes: the editor's own rules for a caret that stands there, and ours for captions and tables.
import { pm } from "../../editor/editor.js";

const { Fragment, Slice } = pm.model;
const { EditorState, Selection, TextSelection } = pm.state;
const { CellSelection, TableMap, __pastedCells: cellsOf, handlePaste: fillCells } = pm.tables;

// Adds to `tr` what the editor would do if somebody pasted at the selection of `tr`. Returns the selection after it, or null.
export function pasteInto(tr, view, { html = "", text = "" }, options = {}) {
  const made = [];
  const there = Object.create(view, {
    state: { value: EditorState.create({ doc: tr.doc, selection: tr.selection }) },
    dispatch: { value: (one) => made.push(one) },
    someProp: { value: (name, use) => (name === "handlePaste" ? use(handle) : view.someProp(name, use)) },
  });
  const handle = (at, _event, slice) => fit(at, slice, options);
  if (html) there.pasteHTML(html);
  else if (text) there.pasteText(text);
  for (const one of made) for (const step of one.steps) tr.step(step);
  return made.length ? made.at(-1).selection.getBookmark().resolve(tr.doc) : null;
}

// A caption takes words; no table comes into a cell. Returns whether it has done something.
export function fit(view, slice, { fillsCells = true } = {}) {
  const { $from } = view.state.selection;
  if (!slice.size) return false;
  if ($from.parent.type.name === "caption") return intoCaption(view, $from, slice);
  const depth = tableDepth($from);
  if (!depth) return false;
  if (fillsCells && (isOnlyCells(slice) || view.state.selection instanceof CellSelection)) return fill(view, slice);
  if (!hasTable(slice)) return false;
  follow(view, $from.after(depth), slice);
  return true;
}

// Dropped content keeps to the same rules.
export function fitDropped(view, event, slice, isMoved) {
  const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
  if (at === undefined) return false;
  const { tr } = view.state;
  if (isMoved) tr.deleteSelection();
  tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(at))));
  const there = { state: EditorState.create({ doc: tr.doc, selection: tr.selection }), dispatch: finish };
  return fit(there, slice, { fillsCells: false });

  function finish(one) {
    for (const step of one.steps) tr.step(step);
    tr.setSelection(one.selection.getBookmark().resolve(tr.doc));
    view.dispatch(tr.setMeta("uiEvent", "drop"));
    view.focus();
  }
}

export function tableDepth($at) {
  for (let depth = 1; depth <= $at.depth; depth++) if ($at.node(depth).type.spec.tableRole === "table") return depth;
  return 0;
}

// The selection for a place: of cells where such were selected, else of text.
export function selectionAt(tr, { from, to }, isCells) {
  if (!isCells) return TextSelection.create(tr.doc, from, to);
  const cell = (at) => tr.doc.resolve(tr.doc.resolve(at).before());
  return new CellSelection(cell(from), cell(to));
}

function hasTable(slice) {
  let found = false;
  slice.content.descendants((node) => {
    found ||= Boolean(node.type.spec.tableRole);
    return !found;
  });
  return found;
}

// Cells that were headers stay headers, and the others stay what they were.
function fill(view, slice) {
  const { $from } = view.state.selection;
  const depth = tableDepth($from);
  const before = TableMap.get($from.node(depth));
  const start = $from.start(depth);
  return fillCells({ state: view.state, dispatch: finish }, null, slice);

  function finish(tr) {
    const end = tr.selection.getBookmark();
    const after = TableMap.get(tr.doc.nodeAt(start - 1));
    for (let row = 0; row < before.height; row++) {
      for (let column = 0; column < after.width; column++) {
        const { type } = $from.node(depth).nodeAt(before.map[row * before.width + Math.min(column, before.width - 1)]);
        const at = start + after.map[row * after.width + column];
        const cell = tr.doc.nodeAt(at);
        if (cell.type !== type) tr.setNodeMarkup(at, type, cell.attrs);
      }
    }
    view.dispatch(tr.setSelection(end.resolve(tr.doc)));
  }
}

// The name of a table would be lost where only its cells are taken.
function isOnlyCells(slice) {
  return cellsOf(slice) !== null && !slice.content.firstChild.attrs.caption;
}

function intoCaption(view, $from, slice) {
  const inline = inlineOf(slice.content, slice.openStart, slice.openEnd);
  if (!inline) {
    follow(view, $from.after(-1), slice); // behind the picture
    return true;
  }
  const { tr } = view.state;
  tr.deleteSelection();
  const at = tr.mapping.map($from.pos, -1);
  const words = Fragment.from(inline);
  tr.insert(at, words).setSelection(TextSelection.create(tr.doc, at + words.size));
  view.dispatch(tr.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
  return true;
}

function follow(view, at, slice) {
  const { tr } = view.state;
  tr.replaceRange(at, at, new Slice(slice.content, 0, 0));
  tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(at)), -1));
  view.dispatch(tr.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
}

// The words of all blocks in a row, or null where there is more than words.
function inlineOf(content, openStart, openEnd) {
  const words = [];
  for (let i = 0; i < content.childCount; i++) {
    const node = content.child(i);
    const start = i === 0 ? openStart : 0;
    const end = i === content.childCount - 1 ? openEnd : 0;
    const isWhole = !start && !end;
    if (node.isInline) {
      words.push(node);
      continue;
    }
    if (node.type.spec.tableRole || node.isLeaf || (isWhole && node.type.name === "figure")) return null;
    const inner = inlineOf(node.content, Math.max(0, start - 1), Math.max(0, end - 1));
    if (!inner) return null;
    if (words.length && inner.length) words.push(node.type.schema.text(" "));
    words.push(...inner);
  }
  return words;
}
