// What is still to be done before publishing: a list of links, each to its place, and how many there are.
import { pm } from "../../editor/editor.js";
import { element, words } from "./words.js";

const { TextSelection } = pm.state;
const SHOWN_AS = { picture: "figure", heading: "h2, h3, h4", link: "a[href]" };

// `goTo` leads to a field of the form. Returns a function that shows what the server has found.
export function openChecks(form, editor, goTo) {
  const list = form.querySelector("[data-checks]");
  const title = form.querySelector("[data-checks-title]");

  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-place]");
    const place = link && placeIn(editor, link.dataset.place);
    if (!place) return; // it was taken out meanwhile: the link leads to the text
    event.preventDefault();
    event.stopPropagation();
    goTo(editor.view.dom);
    goToPlace(editor, place);
  });

  return (findings) => {
    list.closest("section").hidden = false;
    title.textContent = findings.length ? words("toDo", { count: findings.length }) : words("ready");
    list.replaceChildren(...findings.map(item));
    if (!findings.length) list.append(element("li", { className: "good", textContent: words("ready") }));
  };
}

function item({ field, message, blocks, place }) {
  const link = element("a", { href: `#${field}`, textContent: message });
  if (place) link.dataset.place = place;
  if (!blocks) return element("li", {}, link);
  return element("li", { className: "blocks" }, element("strong", { textContent: `${words("blocks")}: ` }), link);
}

// "picture-2" is the second picture of the text.
function placeIn(editor, place) {
  const [kind, number] = place.split("-");
  return editor.view.dom.querySelectorAll(SHOWN_AS[kind] ?? "none")[Number(number) - 1] ?? null;
}

function goToPlace(editor, place) {
  const asked = place.matches("figure") && place.querySelector("input:not([type=checkbox]), textarea");
  if (asked) asked.focus({ preventScroll: true });
  else {
    const { view } = editor;
    const at = view.posAtDOM(place, 0);
    const end = place.matches("a") ? view.posAtDOM(place, place.childNodes.length) : at; // a link's words are there to be changed
    view.focus();
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at, end)));
  }
  place.scrollIntoView({ block: "center" });
}
