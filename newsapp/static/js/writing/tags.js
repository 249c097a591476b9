// Tags as chips: the field with commas goes on being what is sent, and holds what is half typed as well.
import { fold } from "./folding.js";
import { offerNames } from "./tag-offers.js";
import { element, words } from "./words.js";

const A_BREATH = 50; // milliseconds: an input method that takes letters back is quicker than any hand
const SEPARATORS = /[,;\n\uff0c\u3001]/;
const cleaned = (name) => name.replace(/\s+/g, " ").replace(/^[# ]+|[# ]+$/g, "");
const namesIn = (text) => text.split(SEPARATORS).map(cleaned).filter(Boolean);

export function openTags(source) {
  const known = [...(source.list?.options ?? [])].map((option) => option.value);
  const names = [];
  const { box, list, input, said } = drawn(source);

  // Our own event is heard by the form, which keeps what is typed; another's means that the field was filled anew.
  let isOurs = false;
  function tell() {
    source.value = [...names, cleaned(input.value)].filter(Boolean).join(", ");
    isOurs = true;
    source.dispatchEvent(new Event("input", { bubbles: true }));
    isOurs = false;
  }

  function add(more, isChosen = false) {
    for (const name of more) {
      const meant = known.find((one) => fold(one) === fold(name)) ?? name;
      const there = names.find((one) => fold(one) === fold(meant));
      if (!there) names.push(meant);
      said.textContent = words(there ? "tagThere" : "tagAdded", { name: there ?? meant });
    }
    if (isChosen) input.value = "";
    show();
    tell();
  }

  function remove(name, next) {
    const at = names.indexOf(name);
    names.splice(at, 1);
    said.textContent = words("tagRemoved", { name });
    show();
    tell();
    (next === "chip" ? (chips()[at] ?? chips()[at - 1] ?? input) : input).focus();
  }

  const chips = () => [...list.querySelectorAll("button")];

  function show() {
    list.replaceChildren(...names.map((name) => chip(name, () => remove(name, "chip"))));
    list.hidden = !names.length;
    stopAt(chips().at(-1));
  }

  // One stop for the Tab key; the arrows lead from one to the next.
  function stopAt(button) {
    for (const one of chips()) one.tabIndex = one === button ? 0 : -1;
    return button;
  }

  // What stands before a comma is a tag; what follows the last one is still being typed.
  function takeTyped(isWhole) {
    if (!input.value.trim()) input.value = ""; // the space after a comma begins no name
    const typed = input.value;
    if (!isWhole && !SEPARATORS.test(typed)) return tell();
    const at = isWhole ? typed.length : typed.search(/[^,;\n\uff0c\u3001]*$/);
    const found = namesIn(typed.slice(0, at));
    input.value = typed.slice(at).trimStart();
    return found.length ? add(found) : tell();
  }

  let lastChange = 0;
  input.addEventListener("input", (event) => {
    lastChange = event.timeStamp;
    if (!event.isComposing) takeTyped(false);
    else tell();
  });
  input.addEventListener("compositionend", () => takeTyped(false));
  const offers = offerNames(box, input, (typed) => offered(known, names, typed), (name) => add([name], true));
  input.addEventListener("blur", () => takeTyped(true));
  input.addEventListener("paste", (event) => {
    const pasted = event.clipboardData.getData("text/plain");
    if (!SEPARATORS.test(pasted)) return;
    event.preventDefault();
    input.setRangeText(pasted.replace(/\r?\n/g, ","), input.selectionStart, input.selectionEnd, "end");
    takeTyped(true);
    offers.close();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the input method's own keys
    if (event.key === "Enter" && cleaned(input.value)) takeTyped(true);
    else if (event.key === "Backspace" && isMeant(event) && names.length) remove(names.at(-1));
    else if (event.key === "ArrowLeft" && !input.selectionEnd && names.length) stopAt(chips().at(-1)).focus();
    else return;
    offers.close();
    event.preventDefault();
    event.stopPropagation(); // the form has an Enter of its own
  });
  // A Backspace for the chip before: not the last of those that emptied the field, held down or sent by an input method.
  const isMeant = (event) => !input.value && !event.repeat && event.timeStamp - lastChange > A_BREATH;

  list.addEventListener("keydown", (event) => {
    const all = chips();
    const at = all.indexOf(event.target);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (["Backspace", "Delete"].includes(event.key)) remove(names[at], "chip");
    else if (to === undefined) return;
    else if (to >= all.length) input.focus();
    else stopAt(all[Math.max(0, to)]).focus();
    event.preventDefault();
  });
  source.addEventListener("input", () => !isOurs && readAgain());

  function readAgain() {
    names.splice(0, Infinity, ...namesIn(source.value));
    input.value = "";
    show();
  }
  readAgain();
}

function offered(known, names, typed) {
  const wanted = fold(typed.trim());
  const had = new Set(names.map((name) => fold(name)));
  const left = known.filter((name) => !had.has(fold(name)) && fold(name).includes(wanted));
  return [...left.filter((name) => fold(name).startsWith(wanted)), ...left.filter((name) => !fold(name).startsWith(wanted))];
}

function chip(name, remove) {
  const cross = element("span", { textContent: "×", "aria-hidden": "true" });
  const button = element("button", { type: "button", "aria-label": words("removeTag", { name }) }, cross);
  button.addEventListener("click", remove);
  return element("li", { className: "chip" }, element("span", { textContent: name }), button);
}

// The place of the field: its chips, and a field for the next one that takes over its label, hint and error.
function drawn(source) {
  const { id } = source;
  const label = document.querySelector(`label[for="${id}"]`);
  const list = element("ul", { className: "chip-list", role: "list", "aria-label": words("tagsSoFar") });
  const input = element("input", { type: "text", id: `${id}-next`, autocomplete: "off", enterKeyHint: "enter" });
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (source.hasAttribute(name)) input.setAttribute(name, source.getAttribute(name));
  }
  const said = element("span", { className: "unseen", role: "log" });
  // A link to the field leads to the one that is seen.
  const box = element("div", { className: "chips", id, tabIndex: -1 }, list, input, said);
  box.addEventListener("focus", () => input.focus());
  box.addEventListener("click", (event) => event.target === box && input.focus());
  label.htmlFor = input.id;
  source.id = `${id}-source`;
  source.hidden = true;
  source.before(box);
  return { box, list, input, said };
}
