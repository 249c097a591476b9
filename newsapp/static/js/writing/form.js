// The article's form where scripts run. Without them the same form works, with a plain field for the text.
import { openAttachments } from "./attachments.js";
import { openCover } from "./cover.js";
import { openEditor } from "./editor.js";
import { keepSafe } from "./keeping.js";
import { convertLegacy } from "./legacy.js";
import { offerCopy } from "./local-copy.js";
import { pasteHandlers } from "./pasting.js";
import { chooseFromLibrary, pictureAdder } from "./pictures.js";
import { useToken } from "./sending.js";
import { askForLink, choosePicture, openToolbar } from "./toolbar.js";
import { suggestTags } from "./tags.js";
import { element, words } from "./words.js";

const form = document.getElementById("article-form");
useToken(form.elements.csrf_token.value);

const list = form.querySelector(".writing .uploads");
let addPictures, attach;
const editor = openEditor(form.elements.body, {
  handlers: pasteHandlers({
    addresses: form.dataset,
    list,
    editor: () => editor,
    addPictures: (...given) => addPictures(...given),
    attach: (files) => attach(files),
  }),
});
addPictures = pictureAdder(editor, form, list);
attach = openAttachments(form.querySelector("[data-attachments]"), form, editor);
openCover(form.querySelector("[data-cover]"), form);
if (form.elements.tags) suggestTags(form.elements.tags); // a page has none
openToolbar(form.querySelector(".toolbar"), editor, {
  link: () => askForLink(editor),
  picture: () => choosePicture("image/jpeg,image/png,image/webp", (files) => addPictures(files)),
  library: () => chooseFromLibrary(editor, form),
  legacy: () => convertLegacy(editor, form),
});

const tooLong = element("p", { className: "field-error", hidden: true });
tooLong.setAttribute("aria-live", "polite");
list.before(tooLong);
editor.on("update", () => {
  const limit = Number(form.dataset.bodyLimit);
  const size = new TextEncoder().encode(form.elements.body.value).length;
  tooLong.hidden = size <= limit;
  if (size > limit) tooLong.textContent = words("tooLong", { size: Math.ceil(size / 1000), limit: limit / 1000 });
});

const people = document.querySelector("[data-others]");
function showOthers(names) {
  people.hidden = !names.length;
  people.textContent = names.length ? words("others", { names: names.join(", ") }) : "";
}

const checks = form.querySelector("[data-checks]");
function showFindings(findings) {
  checks.closest("section").hidden = false;
  checks.replaceChildren(
    ...findings.map(({ message, blocks }) =>
      blocks
        ? element("li", { className: "blocks" }, element("strong", { textContent: `${words("blocks")}: ` }), message)
        : element("li", { textContent: message }),
    ),
  );
  if (!findings.length) checks.append(element("li", { className: "good", textContent: words("ready") }));
}

offerCopy(form, document.querySelector("[data-local-copy]"), (fields) => {
  for (const [name, value] of fields) {
    if (name === "body") editor.commands.setContent(value, { emitUpdate: true });
    else if (!["attachment_id", "attachment_title", "base_version", "attachment_remove"].includes(name) && form.elements[name]) {
      const control = form.elements[name];
      if (control.type === "checkbox") control.checked = true;
      else control.value = value;
    }
  }
  form.elements.title.dispatchEvent(new Event("input", { bubbles: true }));
});

keepSafe(form, {
  onAnswer: ({ others, findings }) => {
    showOthers(others);
    showFindings(findings);
  },
  onOthers: showOthers,
});

addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(".actions button[value=save]"));
});
