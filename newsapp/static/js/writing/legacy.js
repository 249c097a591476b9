// Text in the old TCVN3 or VNI encoding: shown as Unicode first, put into the text only by a button.
import { send } from "./sending.js";
import { element, words } from "./words.js";

export function convertLegacy(editor, form) {
  const dialog = document.getElementById("legacy-dialog");
  const place = dialog.querySelector(".conversion");
  const { from, to, empty } = editor.state.selection;
  const html = empty ? editor.getHTML() : selectedMarkup(editor);
  const fields = empty ? [form.elements.title, form.elements.summary] : [];
  let converted = null;

  async function preview() {
    const encoding = dialog.querySelector("[name=encoding]:checked").value;
    const { status, data } = await send(form.dataset.convert, { html, encoding, texts: fields.map((field) => field.value) });
    converted = status === 200 ? data : null;
    place.replaceChildren();
    if (!converted) return;
    for (const text of converted.texts.filter(Boolean)) place.append(element("p", { className: "converted-line", textContent: text }));
    const body = element("div", { className: "prose" });
    body.append(...new DOMParser().parseFromString(converted.html, "text/html").body.childNodes);
    place.append(body);
    if (!place.textContent.trim()) place.textContent = words("nothingToConvert");
  }

  const choices = dialog.querySelector("fieldset");
  choices.addEventListener("change", preview);
  dialog.returnValue = "";
  dialog.showModal();
  preview();
  dialog.addEventListener(
    "close",
    () => {
      choices.removeEventListener("change", preview);
      if (dialog.returnValue !== "replace" || !converted) return editor.commands.focus();
      fields.forEach((field, i) => {
        field.value = converted.texts[i];
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      const chain = editor.chain().focus();
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
