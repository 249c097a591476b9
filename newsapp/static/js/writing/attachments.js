// Attached files: uploaded as they are chosen, moved up and down in place, linked in the text by one button.
import { upload } from "./uploads.js";
import { element, words } from "./words.js";

export function openAttachments(group, form, editor) {
  const input = group.querySelector("input[type=file]");
  const list = group.querySelector(".uploads");
  const rows = group.querySelector(".attached-list");
  for (const row of rows.children) row.querySelector("[data-insert-link]").hidden = false;

  let count = 0; // of the files chosen here: they stand in that order, whichever is sent first
  async function add(file, order) {
    const stored = await upload(form.dataset.files, file, list, Number(form.dataset.fileLimit));
    if (!stored || rows.querySelector(`[data-id="${stored.id}"]`)) return;
    const row = rowOf(stored);
    row.dataset.order = order;
    const next = [...rows.children].find((other) => Number(other.dataset.order) > order);
    if (next) next.before(row);
    else rows.append(row);
    changed();
  }

  const attach = (files) => Promise.all([...files].map((file) => add(file, ++count)));
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    attach(files);
  });

  rows.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const row = event.target.closest(".attached");
    if (!button || !row) return;
    event.preventDefault();
    if (button.hasAttribute("data-insert-link")) insertLink(editor, row);
    else if (button.value.startsWith("up-")) row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    button.focus();
    changed();
  });

  const changed = () => form.elements.cover_id.dispatchEvent(new Event("input", { bubbles: true }));
  return attach;
}

function rowOf(stored) {
  const title = element("input", { id: `attachment-${stored.id}`, name: "attachment_title", value: stored.title, maxLength: 200 });
  const remove = element("input", { type: "checkbox", id: `remove-${stored.id}`, name: "attachment_remove", value: stored.id });
  const field = element(
    "div",
    { className: "field" },
    element("label", { htmlFor: title.id, textContent: words("fileTitle") }),
    title,
    element("span", { className: "field-hint", textContent: `${stored.filename}, ${stored.size}` }),
  );
  if (stored.scan) field.append(element("span", { className: "field-warning", textContent: words("scan") }));
  const link = element("button", { type: "button", className: "button button-small", textContent: words("insertLink") });
  link.setAttribute("data-insert-link", "");
  const tools = element(
    "div",
    { className: "attached-tools" },
    mover("up", stored),
    mover("down", stored),
    link,
    element("span", { className: "field-check" }, remove, element("label", { htmlFor: remove.id, textContent: words("remove") })),
  );
  const row = element("div", { className: "attached" }, element("input", { type: "hidden", name: "attachment_id", value: stored.id }), field, tools);
  row.dataset.id = stored.id;
  row.dataset.url = stored.url;
  return row;
}

function mover(way, stored) {
  const button = element("button", { className: "button button-small", name: "action", value: `${way}-${stored.id}`, textContent: words(way) });
  button.setAttribute("aria-label", `${words(way)}: ${stored.filename}`);
  return button;
}

function insertLink(editor, row) {
  const href = row.dataset.url;
  const title = row.querySelector("[name=attachment_title]").value.trim() || decodeURIComponent(href.split("/").pop());
  const chain = editor.chain().focus();
  if (editor.state.selection.empty) chain.insertContent([{ type: "text", text: title, marks: [{ type: "link", attrs: { href } }] }, { type: "text", text: " " }]).run();
  else chain.setLink({ href }).run();
}
