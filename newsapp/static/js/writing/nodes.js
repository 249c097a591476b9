// What a text is made of here, beyond what the editor brings: alignment by class, pictures with caption, tables, notes.
import { Extension, Link, Node, Table } from "../../editor/editor.js";
import { pictureView } from "./picture-view.js";

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
  content: "inline*",
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
    const cite = credit ? [["cite", credit]] : [];
    return ["figure", HTMLAttributes, ["img", image], ["figcaption", ["span", 0], ...cite]];
  },
  addNodeView() {
    return pictureView;
  },
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => {
        const { $from } = editor.state.selection;
        if ($from.parent.type.name !== "figure") return false;
        return editor.chain().insertContentAt($from.after(), { type: "paragraph" }).setTextSelection($from.after() + 1).run();
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
    const caption = node.attrs.caption ? [["caption", node.attrs.caption]] : [];
    return ["table", {}, ...caption, ["tbody", 0]];
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
