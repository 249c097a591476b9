// The rich-text editor in the place of the plain field, which goes on being what is sent.
import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Editor, Gapcursor, HardBreak, Heading, HorizontalRule, Italic, ListItem,
  OrderedList, Paragraph, Placeholder, Strike, Subscript, Superscript, TableCell, TableHeader, TableRow, Text, TrailingNode,
  Underline, UndoRedo,
} from "../../editor/editor.js";
import { fit, fitDropped } from "./landing.js";
import { BlockLanguage, Language } from "./language.js";
import { Alignment, Caption, Figure, NoteItem, NoteLink, PlainTable } from "./nodes.js";
import { Places } from "./places.js";
import { words } from "./words.js";
import { changeTeller, written } from "./written.js";

const INLINE_SHEETS = false; // the style sheets are ours; what an editor would write into the page is not allowed there

export function openEditor(plain, { handlers }) {
  const label = document.querySelector(`label[for="${plain.id}"]`);
  const hint = document.getElementById(`${plain.id}-hint`);
  const described = plain.getAttribute("aria-describedby");
  label.id = "body-label";
  label.removeAttribute("for");
  if (hint) hint.textContent = words("placeholder");
  const hadFocus = document.activeElement === plain; // somebody was quicker than the script
  const wasAtEnd = hadFocus && plain.selectionStart === plain.value.length;
  const id = plain.id;
  const textarea = plain.cloneNode(); // the plain field goes: who had found it looks again, and finds the editor
  textarea.value = plain.value;
  textarea.id = `${id}-source`;
  textarea.hidden = true;
  plain.replaceWith(textarea);
  const place = document.createElement("div");
  place.className = "editor";
  textarea.before(document.querySelector(".toolbar"), place); // the label stands above both
  place.addEventListener("input", (event) => event.stopPropagation()); // the hidden field tells it, when it has the text

  const attributes = { id, role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id, class: "prose", lang: document.documentElement.lang };
  if (described) attributes["aria-describedby"] = described;
  if (textarea.hasAttribute("aria-invalid")) attributes["aria-invalid"] = "true";
  const source = textarea.value;
  let opened = null; // what was there, as the editor writes it: a mere click on it is no change
  const tellChange = changeTeller(textarea);
  const editor = new Editor({
    element: place,
    injectCSS: INLINE_SHEETS,
    content: /^\s*</.test(source) ? source : { type: "doc", content: paragraphsOf(source) },
    parseOptions: { preserveWhitespace: true },
    extensions: [
      Document, Paragraph, Text, HardBreak, Bold, Italic, Underline, Strike, Subscript, Superscript, Blockquote, HorizontalRule,
      Heading.configure({ levels: [2, 3, 4] }), BulletList, OrderedList, ListItem, NoteItem,
      NoteLink.configure({ openOnClick: false, autolink: true, defaultProtocol: "https" }),
      PlainTable.configure({ resizable: false }), TableRow, TableHeader, TableCell, Figure, Caption, Alignment, BlockLanguage, Language,
      UndoRedo, Dropcursor, Gapcursor, TrailingNode, Places, Placeholder.configure({ placeholder: words("placeholder") }),
    ],
    editorProps: {
      attributes,
      handleDOMEvents: { beforeinput: (_view, event) => takeLines(editor, event), ...handlers },
      handlePaste: (view, _event, slice) => fit(view, slice),
      handleDrop: (view, event, slice, isMoved) => fitDropped(view, event, slice, isMoved),
    },
    onUpdate() {
      const now = markup(editor);
      textarea.value = now === opened ? source : now;
      tellChange();
    },
  });
  opened = markup(editor);
  if (wasAtEnd) goOnAtEnd(editor, source);
  if (hadFocus) editor.view.focus();
  label.addEventListener("click", () => editor.commands.focus());
  return editor;
}

// Who was typing types on where they were: after the last letter, or in the paragraph that they had just begun.
function goOnAtEnd(editor, source) {
  const end = () => editor.state.doc.content.size;
  if (/\S\s*\n\s*$/.test(source)) editor.commands.insertContentAt(end(), { type: "paragraph" });
  editor.commands.setTextSelection(end());
}

// Pictures, tables and rules are content without a word.
const SPEAK_FOR_THEMSELVES = ["figure", "table", "horizontalRule"];

function markup(editor) {
  let isEmpty = true;
  editor.state.doc.descendants((node) => {
    if (node.isText || SPEAK_FOR_THEMSELVES.includes(node.type.name)) isEmpty = false;
    return isEmpty;
  });
  return isEmpty ? "" : written(editor.state);
}

// Several lines that arrive at once, from a screen keyboard or a tool, are as many paragraphs.
function takeLines(editor, event) {
  if (event.inputType !== "insertText" || !event.data?.includes("\n")) return false;
  event.preventDefault();
  return insertLines(editor, event.data);
}

export function insertLines(editor, text) {
  return editor.chain().focus().insertContent(paragraphsOf(text)).run();
}

// Plain text as the server takes it: blank lines part paragraphs or, where there are none, the ends of lines.
function paragraphsOf(text) {
  const blocks = text.replace(/\r\n?/g, "\n").split(/\n[ \t]*\n/).filter((block) => block.trim());
  const lines = blocks.length > 1 ? blocks : text.split(/\r?\n/).filter((line) => line.trim());
  if (!lines.length) return [{ type: "paragraph" }];
  return lines.map((block) => ({
    type: "paragraph",
    content: block.split("\n").flatMap((line, i) => [...(i ? [{ type: "hardBreak" }] : []), ...(line.trim() ? [{ type: "text", text: line.trimStart() }] : [])]),
  }));
}
