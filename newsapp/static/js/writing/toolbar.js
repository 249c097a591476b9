// The toolbar: one tab stop, arrow keys inside it, Alt+F10 from the text to it and Escape back.
import { element } from "./words.js";

const BLOCKS = { paragraph: (chain) => chain.setParagraph() };
for (const level of [2, 3, 4]) BLOCKS[`heading${level}`] = (chain) => chain.toggleHeading({ level });

const COMMANDS = {
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
  ...BLOCKS,
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  underline: (chain) => chain.toggleUnderline(),
  strike: (chain) => chain.toggleStrike(),
  superscript: (chain) => chain.unsetSubscript().toggleSuperscript(),
  subscript: (chain) => chain.unsetSuperscript().toggleSubscript(),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  blockquote: (chain) => chain.toggleBlockquote(),
  horizontalRule: (chain) => chain.setHorizontalRule(),
  left: (chain) => chain.setAlign("left"),
  center: (chain) => chain.setAlign("center"),
  right: (chain) => chain.setAlign("right"),
  justify: (chain) => chain.setAlign("justify"),
  unlink: (chain) => chain.extendMarkRange("link").unsetLink(),
  table: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
  rowAfter: (chain) => chain.addRowAfter(),
  rowDelete: (chain) => chain.deleteRow(),
  columnAfter: (chain) => chain.addColumnAfter(),
  columnDelete: (chain) => chain.deleteColumn(),
  merge: (chain) => chain.mergeCells(),
  split: (chain) => chain.splitCell(),
  header: (chain) => chain.toggleHeaderRow(),
  tableDelete: (chain) => chain.deleteTable(),
};

const ACTIVE = {
  paragraph: (editor) => editor.isActive("paragraph"),
  bold: (editor) => editor.isActive("bold"),
  italic: (editor) => editor.isActive("italic"),
  underline: (editor) => editor.isActive("underline"),
  strike: (editor) => editor.isActive("strike"),
  superscript: (editor) => editor.isActive("superscript"),
  subscript: (editor) => editor.isActive("subscript"),
  bulletList: (editor) => editor.isActive("bulletList"),
  orderedList: (editor) => editor.isActive("orderedList"),
  blockquote: (editor) => editor.isActive("blockquote"),
  link: (editor) => editor.isActive("link"),
  center: (editor) => editor.isActive({ alignment: "center" }),
  right: (editor) => editor.isActive({ alignment: "right" }),
  justify: (editor) => editor.isActive({ alignment: "justify" }),
};
for (const level of [2, 3, 4]) ACTIVE[`heading${level}`] = (editor) => editor.isActive("heading", { level });

// `more` has what a button does beyond the text itself: link, picture, library, legacy.
export function openToolbar(bar, editor, more) {
  const buttons = [...bar.querySelectorAll("button")];
  bar.hidden = false;
  bar.setAttribute("aria-controls", editor.view.dom.id);
  const visible = () => buttons.filter((button) => !button.closest("[hidden]") && !button.disabled);

  bar.addEventListener("mousedown", (event) => event.preventDefault()); // the text keeps its selection
  bar.addEventListener("click", (event) => {
    const name = event.target.closest("button")?.dataset.command;
    if (!name) return;
    if (more[name]) more[name]();
    else {
      editor.view.focus(); // at once: the chain's own comes a moment later, and a quick typist's first letter would be lost
      COMMANDS[name](editor.chain().focus()).run();
    }
  });
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") editor.commands.focus();
    const shown = visible();
    const at = shown.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    stopAt(shown[(to + shown.length) % shown.length]).focus();
  });
  let tabLeaves = false; // in a table and a list Tab has work to do; after Escape it leads on
  editor.view.dom.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && tabLeaves) event.stopImmediatePropagation();
    if (!["Tab", "Shift"].includes(event.key)) tabLeaves = event.key === "Escape";
    if (event.key === "F10" && event.altKey) {
      event.preventDefault();
      (buttons.find((button) => button.tabIndex === 0) ?? visible()[0]).focus();
    } else if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      more.link();
    }
  }, true);

  function stopAt(button) {
    for (const each of buttons) each.tabIndex = each === button ? 0 : -1;
    return button;
  }

  function show() {
    for (const button of buttons) {
      const isActive = ACTIVE[button.dataset.command];
      if (isActive) button.setAttribute("aria-pressed", String(isActive(editor)));
    }
    for (const group of bar.querySelectorAll("[data-within]")) group.hidden = !editor.isActive(group.dataset.within);
    if (!visible().some((button) => button.tabIndex === 0)) stopAt(visible()[0]);
  }
  stopAt(buttons[0]);
  editor.on("transaction", show);
  show();
}

export function askForLink(editor) {
  const dialog = document.getElementById("link-dialog");
  const address = dialog.querySelector("input");
  address.value = editor.getAttributes("link").href ?? "";
  dialog.returnValue = "";
  dialog.showModal();
  dialog.addEventListener(
    "close",
    () => {
      const href = tidyAddress(address.value.trim());
      if (dialog.returnValue !== "set" || !href) return editor.commands.focus();
      const { empty } = editor.state.selection;
      const chain = editor.chain().focus();
      if (editor.isActive("link")) return chain.extendMarkRange("link").setLink({ href }).run();
      if (!empty) return chain.setLink({ href }).run();
      return chain.insertContent({ type: "text", text: address.value.trim(), marks: [{ type: "link", attrs: { href } }] }).run();
    },
    { once: true },
  );
}

function tidyAddress(text) {
  if (!text || /^(https?:|mailto:|tel:|\/|#)/i.test(text)) return text;
  return text.includes("@") && !text.includes("/") ? `mailto:${text}` : `https://${text}`;
}

export function choosePicture(accept, chosen) {
  const input = element("input", { type: "file", accept, multiple: true });
  input.addEventListener("change", () => chosen([...input.files]));
  input.click();
}
