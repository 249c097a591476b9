// The language of a part of the text that is in another one than the rest, as newsapp/articles/language_marks.py keeps it.
import { Extension, Mark } from "../../editor/editor.js";

const NAME = /^[a-z]{2,3}$/;
const BLOCKS = ["paragraph", "heading", "bulletList", "orderedList", "listItem", "blockquote", "table", "tableCell", "tableHeader", "figure"];

const language = {
  default: null,
  parseHTML: (element) => (NAME.test(element.lang) ? element.lang : null),
  renderHTML: ({ language }) => (language ? { lang: language } : {}),
};

export const BlockLanguage = Extension.create({
  name: "blockLanguage",
  addGlobalAttributes() {
    return [{ types: BLOCKS, attributes: { language } }];
  },
});

export const Language = Mark.create({
  name: "language",
  inclusive: false, // what is typed behind a foreign word is the writer's own language again
  addAttributes() {
    return { language };
  },
  parseHTML() {
    return [{ tag: "span[lang]", getAttrs: (element) => (NAME.test(element.lang) ? null : false) }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["span", HTMLAttributes, 0];
  },
});
