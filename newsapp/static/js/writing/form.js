// The article's form where scripts run. Without them the same form works, with a plain field for the text.
import { openAttachments } from "./attachments.js";
import { openChecks } from "./checks.js";
import { countLetters, countWords } from "./count.js";
import { openCover } from "./cover.js";
import { takeDrops } from "./drops.js";
import { openEditor } from "./editor.js";
import { openFind } from "./find.js";
import { openFocus } from "./focus.js";
import { keepSafe } from "./keeping.js";
import { keepOnOneLine, letGrow } from "./growing.js";
import { stayAboveKeyboard } from "./keyboard.js";
import { convertLegacy } from "./legacy.js";
import { offerCopy } from "./local-copy.js";
import { openMenus } from "./menus.js";
import { openMoments } from "./moments.js";
import { openNewCategory } from "./new-category.js";
import { openPanels, reveal, revealByLinks } from "./panels.js";
import { pasteHandlers } from "./pasting.js";
import { chooseFromLibrary, pictureAdder } from "./pictures.js";
import { useToken } from "./sending.js";
import { openSheet } from "./sheet.js";
import { askForLink, choosePicture, openToolbar } from "./toolbar.js";
import { openTags } from "./tags.js";
import { element, words } from "./words.js";

const form = document.getElementById("article-form");
useToken(form.elements.csrf_token.value);
keepOnOneLine(form.elements.title);
letGrow(form.elements.title);
letGrow(form.elements.summary);
stayAboveKeyboard();
const openSheetAt = openSheet(form);
openPanels(form, openSheetAt);
revealByLinks(openSheetAt);
openMenus(form);

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
// The caret does not hide behind the bar and the tools, which stay above the text or, on a phone, below it.
const margin = { top: 128, bottom: 112, left: 0, right: 0 };
editor.setOptions({ editorProps: { ...editor.options.editorProps, scrollMargin: margin, scrollThreshold: margin } });
addPictures = pictureAdder(editor, form, list);
attach = openAttachments(form.querySelector("[data-attachments]"), form, editor);
const takeCover = openCover(form.querySelector("[data-cover]"), form, editor);
takeDrops({ form, list, editor, addPictures, attach, takeCover });
if (form.elements.tags) openTags(form.elements.tags); // a page has none
for (const field of form.querySelectorAll("input[maxlength], textarea[maxlength]")) countLetters(field);
countWords(editor, form.elements.body);
openMoments(form);
openFocus(form.querySelector("[data-focus]"), form.elements.cover_focus, form.elements.cover_id);
const newCategory = form.querySelector("[data-new-category]");
if (newCategory) openNewCategory(newCategory, form.elements.category_id); // for who may add one
openToolbar(form.querySelector(".toolbar"), editor, {
  find: openFind(document.getElementById("find-panel"), editor),
  link: () => askForLink(editor),
  picture: () => choosePicture("image/jpeg,image/png,image/webp,image/avif,image/gif", (files) => addPictures(files)),
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

const showFindings = openChecks(form, editor, (target) => reveal(target, openSheetAt));

offerCopy(form, document.querySelector("[data-local-copy]"), (fields) => {
  for (const [name, value] of fields) {
    if (name === "body") editor.commands.setContent(value, { emitUpdate: true });
    else if (!["attachment_id", "attachment_title", "base_version", "attachment_remove"].includes(name) && form.elements[name]) {
      const control = form.elements[name];
      if (control.type === "checkbox") control.checked = true;
      else control.value = value;
      control.dispatchEvent(new Event("input", { bubbles: true })); // what shows it in its own way looks again
    }
  }
});

keepSafe(form, {
  onAnswer: ({ others, findings }) => {
    showOthers(others);
    showFindings(findings);
  },
  onSaved: ({ findings }) => showFindings(findings),
  onOthers: showOthers,
});
