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

const STYLES = ["heading2", "heading3", "heading4", "paragraph"];

// `more` has what a button does beyond the text itself: link, picture, library, legacy, find.
export function openToolbar(bar, editor, more) {
  const buttons = [...bar.querySelectorAll("[data-command]")];
  const stops = [...bar.querySelectorAll(".tool")];
  const style = bar.querySelector("[data-style]");
  bar.hidden = false;
  bar.setAttribute("aria-controls", editor.view.dom.id);
  for (const button of buttons) button.hidden = !(more[button.dataset.command] ?? COMMANDS[button.dataset.command]);
  const shown = () => stops.filter((stop) => !stop.closest("[hidden]") && !stop.disabled);

  bar.addEventListener("mousedown", (event) => {
    if (event.target !== style) event.preventDefault(); // the text keeps its selection
  });
  bar.addEventListener("click", (event) => {
    const name = event.target.closest("[data-command]")?.dataset.command;
    if (!name) return;
    if (more[name]) more[name]();
    else run(name);
  });
  style.addEventListener("change", () => {
    const chain = editor.chain();
    (style.value === "paragraph" ? chain.setParagraph() : chain.setHeading({ level: Number(style.value.slice(-1)) })).run();
    if (!isChosenByArrows) editor.view.focus();
  });
  let isChosenByArrows = false; // each press of an arrow changes the style: the keyboard stays until Enter
  style.addEventListener("keydown", (event) => {
    isChosenByArrows = event.key === "ArrowDown" || event.key === "ArrowUp";
    if (event.key !== "Enter") return;
    event.preventDefault();
    editor.view.focus();
  });
  style.addEventListener("pointerdown", () => (isChosenByArrows = false));

  function run(name) {
    editor.view.focus(); // at once: the chain's own comes a moment later, and a quick typist's first letter would be lost
    COMMANDS[name](editor.chain().focus()).run();
  }

  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return editor.view.focus();
    const all = shown();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    stopAt(all[(to + all.length) % all.length]).focus();
  });
  let tabLeaves = false; // in a table and a list Tab has work to do; after Escape it leads on
  editor.view.dom.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && tabLeaves) event.stopImmediatePropagation();
    if (!["Tab", "Shift"].includes(event.key)) tabLeaves = event.key === "Escape";
    if (event.key === "F10" && event.altKey) {
      event.preventDefault();
      (shown().find((stop) => stop.tabIndex === 0) ?? shown()[0]).focus();
    } else if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      more.link();
    }
  }, true);

  function stopAt(chosen) {
    for (const stop of stops) stop.tabIndex = stop === chosen ? 0 : -1;
    return chosen;
  }

  function show() {
    for (const button of buttons) {
      const isActive = ACTIVE[button.dataset.command];
      if (isActive) button.setAttribute("aria-pressed", String(isActive(editor)));
    }
    style.value = STYLES.find((name) => ACTIVE[name](editor)) ?? "paragraph";
    for (const group of bar.querySelectorAll("[data-within]")) group.hidden = !editor.isActive(group.dataset.within);
    if (!shown().some((stop) => stop.tabIndex === 0)) stopAt(shown()[0]);
  }
  stopAt(stops[0]);
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
