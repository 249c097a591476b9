// The text as the markup that is sent, kept ready at every key.
import { getHTMLFromFragment, pm } from "../../editor/editor.js";

const LONG = 30_000; // letters of markup
const PAUSE = 300;
const AT_THE_LATEST = 1000;
const known = new WeakMap(); // a block stays the same object until it is changed: the others need not be written again

// Without the empty paragraphs at its end.
export function written({ doc, schema }) {
  const blocks = [];
  doc.forEach((block) => {
    if (!known.has(block)) known.set(block, getHTMLFromFragment(pm.model.Fragment.from(block), schema));
    blocks.push(known.get(block));
  });
  while (blocks.at(-1) === "<p></p>") blocks.pop();
  return blocks.join("");
}

// Tells those who listen to `field` that it has changed. They read and compare the whole form: where the text is long that
// waits for a pause in the typing, and no longer than until the page is left.
export function changeTeller(field) {
  let timer = 0;
  let since = 0;
  const tell = () => {
    clearTimeout(timer);
    if (!since) return;
    since = 0;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  addEventListener("beforeunload", tell);
  addEventListener("pagehide", tell);
  document.addEventListener("visibilitychange", tell);
  return () => {
    since ||= Date.now();
    if (field.value.length < LONG) return tell();
    clearTimeout(timer);
    timer = setTimeout(tell, Math.max(0, Math.min(PAUSE, since + AT_THE_LATEST - Date.now())));
  };
}
