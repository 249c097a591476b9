// What a text is made of here, beyond what the editor brings: alignment by class, pictures with caption, tables, notes.
import { Extension, Link, Node, Table } from "../../editor/editor.js";
import { captionView, pictureView } from "./picture-view.js";

const SIDES = ["center", "right", "justify"];
const ALIGNED = ["paragraph", "heading", "tableCell", "tableHeader", "figure"];

export const Alignment = Extension.create({
  name: "alignment",
  addGlobalAttributes() {
    const alignment = {
      default: null,
      parseHTML: (element) => SIDES.find((side) => element.classList.contains(`align-${side}`)) ?? null,
      renderHTML: ({ alignment }) => (alignment ? { class: `align-${alignment}` } : {}),
    };
    return [{ types: ALIGNED, attributes: { alignment } }];
  },
  addCommands() {
    return {
      setAlign:
        (side) =>
        ({ commands }) =>
          ALIGNED.map((type) => commands.updateAttributes(type, { alignment: SIDES.includes(side) ? side : null })).some(Boolean),
    };
  },
});

const imageOf = (element) => (element.tagName === "IMG" ? element : element.querySelector("img"));
const fromImage = (name) => ({ default: null, parseHTML: (element) => imageOf(element).getAttribute(name), rendered: false });

export const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "caption", // a node of its own: what turns a block into a heading or a list leaves the picture alone
  defining: true,
  isolating: true,
  draggable: true,
  addAttributes() {
    return {
      src: fromImage("src"),
      alt: fromImage("alt"), // null: not said yet; empty: the picture only decorates
      width: fromImage("width"),
      height: fromImage("height"),
      credit: { default: "", parseHTML: (element) => element.querySelector("cite")?.textContent ?? "", rendered: false },
    };
  },
  parseHTML() {
    const isOurs = (element) => (imageOf(element)?.getAttribute("src")?.startsWith("/media/") ? null : false);
    const caption = (element) => {
      const words = element.querySelector("figcaption")?.cloneNode(true) ?? document.createElement("figcaption");
      words.querySelectorAll("cite").forEach((cite) => cite.remove());
      return words;
    };
    return [
      { tag: "figure", getAttrs: isOurs, contentElement: caption },
      { tag: "img[src]", getAttrs: isOurs },
    ];
  },
  renderHTML({ node, HTMLAttributes }) {
    const { src, alt, width, height, credit } = node.attrs;
    const image = Object.fromEntries(Object.entries({ src, alt, width, height }).filter(([, value]) => value !== null));
    const caption = credit ? ["figcaption", ["span", 0], ["cite", credit]] : ["figcaption", 0];
    return ["figure", HTMLAttributes, ["img", image], caption];
  },
  addNodeView() {
    return pictureView;
  },
});

// At its edge the keys that delete take hold of the picture first: only the next one deletes it.
const takeHold = (isAtEdge) => ({ editor }) => {
  const { $from, empty } = editor.state.selection;
  if ($from.parent.type.name !== "caption" || !empty || !isAtEdge($from)) return false;
  return editor.commands.setNodeSelection($from.before(-1));
};
const before = takeHold(($from) => $from.parentOffset === 0);
const behind = takeHold(($from) => $from.parentOffset === $from.parent.content.size);

export const Caption = Node.create({
  name: "caption",
  content: "inline*",
  defining: true,
  isolating: true,
  selectable: false,
  renderHTML() {
    return ["span", 0];
  },
  addNodeView() {
    return captionView;
  },
  addKeyboardShortcuts() {
    return {
      Backspace: before,
      "Mod-Backspace": before,
      "Shift-Backspace": before,
      Delete: behind,
      "Mod-Delete": behind,
      Enter: ({ editor }) => {
        const { $from } = editor.state.selection;
        if ($from.parent.type.name !== "caption") return false;
        const after = $from.after(-1);
        return editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run();
      },
    };
  },
});

// A table keeps its name; columns are as wide as their text.
export const PlainTable = Table.extend({
  addAttributes() {
    return {
      caption: { default: null, parseHTML: (element) => element.querySelector("caption")?.textContent.trim() || null, rendered: false },
    };
  },
  parseHTML() {
    return [{ tag: "table" }, { tag: "caption", ignore: true }];
  },
  renderHTML({ node }) {
    const { caption, language } = node.attrs;
    const name = caption ? [["caption", caption]] : [];
    return ["table", language ? { lang: language } : {}, ...name, ["tbody", 0]];
  },
  addNodeView() {
    return null;
  },
});

const note = {
  default: null,
  parseHTML: (element) => element.getAttribute("id"),
  renderHTML: ({ id }) => (id ? { id } : {}),
};

// The number of a footnote leads to it and back by these names.
export const NoteLink = Link.extend({
  addAttributes() {
    return { href: { default: null }, title: { default: null }, id: note };
  },
});

export const NoteItem = Extension.create({
  name: "noteItem",
  addGlobalAttributes() {
    return [{ types: ["listItem"], attributes: { id: note } }];
  },
});
