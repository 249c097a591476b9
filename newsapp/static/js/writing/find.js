// Finding and replacing in the text: Ctrl+F or Ctrl+H from it. The panel stands beside the text and holds nobody in it.
import { pm } from "../../editor/editor.js";
import { hitsOf, hitsPlugin, look } from "./hits.js";
import { words } from "./words.js";

const { TextSelection } = pm.state;
const LONGEST_TAKEN = 100;

// Returns a function that opens the panel.
export function openFind(panel, editor) {
  const { view } = editor;
  editor.registerPlugin(hitsPlugin());
  view.dom.parentElement.before(panel); // between the tools and the text
  const part = (name) => panel.querySelector(`[data-find-${name}]`);
  const [wanted, other, keepsMarks] = [part("wanted"), part("other"), part("marks")];
  const state = () => hitsOf(view.state);

  function open(field = wanted) {
    const chosen = chosenIn(view.dom);
    if (chosen && panel.hidden) wanted.value = chosen;
    panel.hidden = false;
    search(view.state.selection.from);
    field.focus();
    field.select();
  }

  function search(near) {
    look(view, { wanted: wanted.value, keepsMarks: keepsMarks.checked, near });
    show();
  }

  function go(step) {
    const { hits, current } = state();
    if (!hits.length) return show();
    look(view, { near: hits[(current + step + hits.length) % hits.length].from });
    show();
  }

  function show() {
    const { hits, current } = state();
    part("at").textContent = hits.length ? `${current + 1}/${hits.length}` : "";
    say(hits.length ? words("foundAt", { at: current + 1, count: hits.length }) : wanted.value ? words("notFound") : "");
    if (!hits.length && document.activeElement.matches("[data-find-needs]")) wanted.focus(); // a disabled button has no keys
    for (const button of panel.querySelectorAll("[data-find-needs]")) button.disabled = !hits.length;
    view.dom.querySelector(".hit-now")?.scrollIntoView({ block: "center" });
  }

  function say(text) {
    part("said").textContent = text;
  }

  function replaceOne() {
    const { hits, current } = state();
    if (!hits.length) return;
    const tr = exchanged(view.state, [hits[current]], other.value);
    view.dispatch(tr);
    look(view, { near: hits[current].from + other.value.length });
    show();
    if (!state().hits.length) say(words("replaced", { count: 1 }));
  }

  function replaceAll() {
    const { hits } = state();
    if (!hits.length) return;
    view.dispatch(exchanged(view.state, hits, other.value));
    show();
    say(words("replaced", { count: hits.length }));
  }

  function close() {
    const { hits, current } = state();
    panel.hidden = true;
    const hit = hits[current];
    view.focus();
    const tr = view.state.tr;
    if (hit) view.dispatch(tr.setSelection(TextSelection.create(tr.doc, hit.from, hit.to)).scrollIntoView());
    look(view, { wanted: "", near: 0 });
  }

  const acts = { next: () => go(1), previous: () => go(-1), one: replaceOne, all: replaceAll, close };
  panel.addEventListener("click", (event) => acts[event.target.closest("[data-find-act]")?.dataset.findAct]?.());
  for (const kind of ["input", "change"]) {
    panel.addEventListener(kind, (event) => {
      event.stopPropagation(); // none of it is the article's
      search(state().hits[state().current]?.from ?? view.state.selection.from);
    });
  }
  panel.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    event.stopPropagation(); // the form has an Enter and an Escape of its own
    const isFind = isKey(event, "f");
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === other) replaceOne();
    else if ((event.key === "Enter" && event.target === wanted) || event.key === "F3") go(event.shiftKey ? -1 : 1);
    else if (isFind && event.target !== wanted) wanted.select(); // once more, and it is the browser's own
    else if (isKey(event, "h")) other.select();
    else return;
    event.preventDefault();
  });
  view.dom.addEventListener("keydown", (event) => {
    if (isKey(event, "f")) open();
    else if (isKey(event, "h")) open(other);
    else if (event.key === "F3" && !panel.hidden) go(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  });
  editor.on("update", () => {
    if (!panel.hidden && !panel.contains(document.activeElement)) {
      const { hits, current } = state();
      part("at").textContent = hits.length ? `${current + 1}/${hits.length}` : "";
    }
  });
  return () => open();
}

// The words that are chosen on the page, which the editor may hear of a moment later; lines of several paragraphs are none.
function chosenIn(text) {
  const { anchorNode, focusNode } = getSelection();
  const words = text.contains(anchorNode) && text.contains(focusNode) ? String(getSelection()) : "";
  return words.length <= LONGEST_TAKEN && !words.includes("\n") ? words : "";
}

const isKey = (event, letter) => event.key.toLowerCase() === letter && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;

// One step for all of them, each with the marks that its first letter has; apart from what was typed just before.
function exchanged(state, hits, text) {
  const tr = pm.history.closeHistory(state.tr);
  for (const { from, to } of hits.toReversed()) {
    if (text) tr.replaceWith(from, to, state.schema.text(text, state.doc.resolve(from).nodeAfter.marks));
    else tr.delete(from, to);
  }
  return tr;
}
