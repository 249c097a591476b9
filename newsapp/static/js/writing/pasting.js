// Pasting and dropping: markup goes by the server, which makes it plain, where the form has its address; picture files are
// uploaded where they fall.
import { composed, openPaste } from "./one-paste.js";
import { dropPaste, keepPaste } from "./paste-store.js";
import { hold, isPicture, say } from "./uploads.js";
import { isForLater, waitingPastes } from "./waiting-pastes.js";
import { element, words } from "./words.js";

const MOST_SENT = 15_000_000; // characters; the server takes somewhat more

export function pasteHandlers({ addresses, list, editor, addPictures, attach }) {
  const waiting = waitingPastes({ addresses, list, editor });
  if (addresses.paste) queueMicrotask(waiting.resume); // the editor is being made

  return {
    // Before the editor has read the markup: styles in it would be stopped, and told, by the site's policy.
    paste(view, event) {
      if (wantsPlain(view)) return false;
      return takeFrom(event, event.clipboardData, () => view.state.selection.to);
    },
    drop(view, event) {
      if (view.dragging) return false;
      const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.from;
      return takeFrom(event, event.dataTransfer, () => at, at);
    },
  };

  function takeFrom(event, data, at, dropped = null) {
    const html = data?.getData("text/html") ?? "";
    const files = [...(data?.files ?? [])];
    const areFiles = files.length > 0 && (!html || isOneImage(html) || dropped !== null);
    if (!areFiles && (!html || !addresses.paste || isOurs(html))) return false;
    event.preventDefault();
    if (areFiles) take(files, at());
    else hold(takeMarkup(html, data, dropped));
    return true;
  }

  function take(files, at) {
    addPictures(files.filter(isPicture), at);
    attach(files.filter((file) => !isPicture(file)));
  }

  async function takeMarkup(html, data, at) {
    const text = data.getData("text/plain");
    const rtf = rtfFor(html, data);
    const paste = openPaste(editor(), words("pasting"), at);
    const record = { id: `${Date.now()}-${Math.random()}`, key: addresses.key, html, rtf, plain: text.trim() ? text : textOf(html), at: Date.now() };
    keepPaste(record);
    const line = element("li", { className: "unseen", textContent: words("pasting") });
    list.append(line);
    const { status, data: answer } = await waiting.clean(record);
    line.remove();
    await composed(editor().view);
    if (paste.isOver()) return dropPaste(record.id);
    if (isForLater(status)) return waiting.add(record, paste);
    const isClean = status === 200;
    const landed = paste.land(isClean ? { html: answer.html, copied: text } : { text: record.plain });
    paste.close();
    if (!landed) waiting.offer(record, isClean ? answer.html : null);
    else dropPaste(record.id);
    if (isClean) for (const notice of answer.notices) say(list, notice);
    else say(list, answer.error ?? words("pastePlain"));
    return null;
  }
}

// Ctrl+Shift+V. Chromium leaves the markup out by itself, others do not.
function wantsPlain(view) {
  return view.input.shiftKey && view.input.lastKeyCode !== 45;
}

// What was copied here is clean. Other sites use the same editor: their styles and their pictures go by the server.
function isOurs(html) {
  return html.includes("data-pm-slice") && !/\sstyle=|\ssrc=["']?(?!["']?\/media\/)/i.test(html);
}

// Word's pictures: in its markup they are files that no page may read.
function rtfFor(html, data) {
  const rtf = /\ssrc=["']?file:/i.test(html) ? data.getData("text/rtf") : "";
  return html.length + rtf.length < MOST_SENT ? rtf : "";
}

// A browser's "Copy image", or a picture alone from Word. Excel and Word add a picture of any text that is copied.
function isOneImage(html) {
  const shown = html.replace(/<!--[^]*?-->|<(style|title)\b[^]*?<\/\1>/gi, "");
  const images = shown.match(/<img\b(?:[^>"']|"[^"]*"|'[^']*')*>/gi) ?? [];
  const isOwn = /\ssrc=["']?\/media\//i.test(images[0] ?? "");
  return images.length === 1 && !isOwn && !shown.replace(images[0], "").replace(/<[^>]*>|&nbsp;|\s/g, "");
}

function textOf(html) {
  const lines = html.replace(/<!--[^]*?-->|<(style|title|script)\b[^]*?<\/\1>/gi, "").replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h\d)\b[^>]*>/gi, "\n");
  const letters = new DOMParser().parseFromString(lines.replace(/<[^>]*>/g, ""), "text/html").body.textContent;
  return letters.split("\n").map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean).join("\n");
}
