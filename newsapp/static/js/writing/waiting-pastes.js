// Pastes that the server could not clean at once, offline or signed out. Their plain text stands in the article; their
// markup waits in this browser, and takes the place of that text when it has been cleaned and the text is as it was.
import { pm } from "../../editor/editor.js";
import { composed, openPaste, putAt } from "./one-paste.js";
import { dropPaste, keepPaste, keptPastes } from "./paste-store.js";
import { keepPlace } from "./places.js";
import { send } from "./sending.js";
import { hold, say } from "./uploads.js";
import { element, words } from "./words.js";

const { Slice } = pm.model;
const ANSWERED_WITHIN = 30_000;
const AGAIN = 20_000;

// No connection, no session, or a server that is not well: it may be taken later.
export const isForLater = (status) => status === 0 || status === 401 || status === 429 || status >= 500;

export function waitingPastes({ addresses, list, editor }) {
  const waiting = [];
  let isTrying = false;

  addEventListener("online", retry);
  addEventListener("focus", retry);
  document.addEventListener("visibilitychange", () => document.hidden || retry());
  setInterval(() => document.hidden || retry(), AGAIN);

  return { clean, add, offer, resume };

  function clean({ html, rtf = "" }) {
    const late = new Promise((resolve) => setTimeout(() => resolve({ status: 0, data: {} }), ANSWERED_WITHIN));
    return Promise.race([send(addresses.paste, { html, rtf }), late]);
  }

  // The plain text goes in at once; the markup waits.
  async function add(record, paste) {
    const { state } = editor();
    const range = record.plain ? paste.land({ text: record.plain }) : null;
    const item = { record, isOver: paste.isOver, close: paste.close };
    if (range) watch(item, paste.keep(range, words("pasteMarked")), editor().state.doc.slice(range.from, range.to));
    else paste.close();
    waiting.push(item);
    show(item, words(range ? "pasteWaits" : "pasteUnplaced", { start: startOf(record) }));
    Object.assign(record, { shown: item.shown?.toJSON() ?? null, from: range?.from ?? state.selection.from });
    if (!(await keepPaste(record))) show(item, words("pasteOnlyHere", { start: startOf(record) }));
  }

  function watch(item, place, shown) {
    item.place = place;
    item.shown = shown;
  }

  // After the page was loaded again: each is found where its plain text stands.
  async function resume() {
    const { key } = addresses;
    for (const record of await keptPastes()) {
      const range = record.shown && findAgain(editor().state, record);
      if (record.key !== key && record.key !== addresses.formerKey) continue; // the draft that became this article
      const item = { record, isOver: () => editor().isDestroyed, close: () => item.place?.release() };
      if (range) watch(item, keepPlace(editor(), { ...range, label: words("pasteMarked") }), Slice.fromJSON(editor().schema, record.shown));
      waiting.push(item);
      show(item, words(range ? "pasteWaits" : "pasteUnplaced", { start: startOf(record) }));
    }
    retry();
  }

  async function retry() {
    if (isTrying || !waiting.length || !navigator.onLine) return;
    isTrying = true;
    for (const item of [...waiting]) if (!(await hold(tryOnce(item)))) break;
    isTrying = false;
  }

  // Resolves to whether the next one may be tried.
  async function tryOnce(item) {
    if (item.isOver()) return forget(item);
    const { status, data } = await clean(item.record);
    if (isForLater(status)) return false;
    await composed(editor().view);
    if (item.isOver()) return forget(item);
    if (status !== 200) {
      say(list, data.error ?? words("pastePlain"));
      return forget(item);
    }
    for (const notice of data.notices) say(list, notice);
    if (takesPlace(item, data.html)) return forget(item);
    waiting.splice(waiting.indexOf(item), 1);
    offer(item.record, data.html, item);
    return true;
  }

  function takesPlace({ place, shown, record }, html) {
    const { view } = editor();
    const range = place?.range;
    if (!range || !view.state.doc.slice(range.from, range.to).eq(shown)) return false;
    const { tr } = view.state;
    const { from, to } = view.state.selection;
    const { selection } = putAt(tr, view, range, { html, copied: record.plain });
    if (selection && from === to && from === range.to) tr.setSelection(selection);
    view.dispatch(place.fill(pm.history.closeHistory(tr)));
    return true;
  }

  function forget(item) {
    if (waiting.includes(item)) waiting.splice(waiting.indexOf(item), 1);
    item.close();
    item.line?.remove();
    dropPaste(item.record.id);
    return true;
  }

  // What has no place any more goes where its writer says.
  function offer(record, html, item = { record, close() {} }) {
    const put = element("button", { type: "button", className: "button button-small", textContent: words("pasteHere") });
    put.addEventListener("click", () => {
      const paste = openPaste(editor(), "");
      paste.land(html === null ? { text: record.plain } : { html });
      paste.close();
      forget(item);
      editor().view.focus();
    });
    show(item, words("pasteOffered", { start: startOf(record) }), put);
  }

  function show(item, text, ...buttons) {
    item.line ??= list.appendChild(element("li", { className: "told" }));
    const drop = element("button", { type: "button", className: "button button-small", textContent: words("pasteDrop") });
    drop.addEventListener("click", () => forget(item));
    item.line.replaceChildren(element("span", { textContent: text }), ...buttons, drop);
  }
}

function startOf({ plain }) {
  const line = plain.replace(/\s+/g, " ").trim();
  return line.length > 40 ? `${line.slice(0, 40)}…` : line || "…";
}

// The stretch of the text that is the plain text of `record` still, nearest to where it was.
function findAgain(state, { shown, from }) {
  const wanted = Slice.fromJSON(state.schema, shown);
  let first = wanted.content.firstChild;
  while (first && !first.isText) first = first.firstChild;
  if (!first) return null;
  const found = [];
  state.doc.descendants((node, at) => {
    if (!node.isTextblock) return true;
    const letters = node.textBetween(0, node.content.size, "", "\ufffc");
    for (let i = letters.indexOf(first.text); i >= 0; i = letters.indexOf(first.text, i + 1)) found.push(at + 1 + i);
    return false;
  });
  const isSame = (at) => at + wanted.size <= state.doc.content.size && state.doc.slice(at, at + wanted.size).eq(wanted);
  const [best] = found.filter(isSame).sort((one, other) => Math.abs(one - from) - Math.abs(other - from));
  return best === undefined ? null : { from: best, to: best + wanted.size };
}
