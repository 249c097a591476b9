// Text in the old TCVN3 or VNI encoding: shown as Unicode first, put into the text only by a button.
import { newestOnly } from "./newest.js";
import { send } from "./sending.js";
import { element, words } from "./words.js";

export function convertLegacy(editor, form) {
  const dialog = document.getElementById("legacy-dialog");
  const place = dialog.querySelector(".conversion");
  const replace = dialog.querySelector("button[value=replace]");
  const { empty } = editor.state.selection;
  const fields = empty ? [form.elements.title, form.elements.summary] : [];
  const asked = newestOnly();
  let converted = null;

  async function preview() {
    const isNewest = asked();
    take(null); // what is shown is of the other encoding
    const html = empty ? editor.getHTML() : selectedMarkup(editor);
    const encoding = dialog.querySelector("[name=encoding]:checked").value;
    const { status, data } = await send(form.dataset.convert, { html, encoding, texts: fields.map((field) => field.value) });
    if (!isNewest()) return;
    take(status === 200 ? data : null);
    place.replaceChildren();
    if (!converted) {
      place.textContent = data.error ?? words(status ? "notConverted" : "convertOffline");
      return;
    }
    for (const text of converted.texts.filter(Boolean)) place.append(element("p", { className: "converted-line", textContent: text }));
    const body = element("div", { className: "prose" });
    body.append(...new DOMParser().parseFromString(converted.html, "text/html").body.childNodes);
    place.append(body);
    if (!place.textContent.trim()) place.textContent = words("nothingToConvert");
  }

  function take(answer) {
    converted = answer;
    replace.disabled = !answer;
  }

  const choices = dialog.querySelector("fieldset");
  choices.addEventListener("change", preview);
  editor.on("update", preview); // a picture whose upload ends meanwhile belongs to the text
  dialog.returnValue = "";
  dialog.showModal();
  preview();
  dialog.addEventListener(
    "close",
    () => {
      choices.removeEventListener("change", preview);
      editor.off("update", preview);
      asked.cancel();
      if (dialog.returnValue !== "replace" || !converted) return editor.commands.focus();
      fields.forEach((field, i) => {
        field.value = converted.texts[i];
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      const chain = editor.chain().focus();
      const { from, to } = editor.state.selection;
      return (empty ? chain.setContent(converted.html, { emitUpdate: true }) : chain.insertContentAt({ from, to }, inlineIfOne(converted.html))).run();
    },
    { once: true },
  );
}

function selectedMarkup(editor) {
  const { from, to } = editor.state.selection;
  const holder = document.createElement("div");
  const { serializeForClipboard } = editor.view;
  if (serializeForClipboard) holder.append(...editor.view.serializeForClipboard(editor.state.doc.slice(from, to)).dom.childNodes);
  else holder.textContent = editor.state.doc.textBetween(from, to, "\n");
  return holder.innerHTML;
}

// Some words of one paragraph go back as words, not as a paragraph of their own.
function inlineIfOne(html) {
  const found = /^<p>((?:(?!<\/?p\b).)*)<\/p>$/s.exec(html.trim());
  return found ? found[1] : html;
}
