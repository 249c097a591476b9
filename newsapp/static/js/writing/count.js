// How much is written: of a field with a limit its letters, of the text its words and the minutes that they take to read.
import { element, words } from "./words.js";

const NEARLY = 0.9;
const WORDS_A_MINUTE = 250; // as articles/reading_time.py counts
const AFTER_LAST_KEY = 400;

// The place that the form has for a count; else one after the field, which shows itself when the limit is near.
function placeOf(field, { after = field } = {}) {
  const place = document.querySelector(`[data-count="${field.name}"]`);
  if (place) return { place, isConstant: true };
  const made = element("p", { className: "count" });
  made.dataset.count = field.name;
  after.after(made);
  return { place: made, isConstant: false };
}

// A browser would cut what is pasted at the limit; here it stays, and is said to be too long before the server says so.
export function countLetters(field) {
  const limit = field.maxLength;
  field.removeAttribute("maxlength");
  const { place, isConstant } = placeOf(field);
  const told = element("span", { className: "unseen", "aria-live": "polite" });
  place.setAttribute("aria-hidden", "true"); // not at every key: `told` says when it matters
  place.after(told);
  let before = "";
  function show() {
    const count = [...field.value.trim().replace(/\r?\n/g, "\r\n")].length; // as it is sent
    const state = count > limit ? "over" : count >= limit * NEARLY ? "near" : "";
    place.textContent = words(state === "over" ? "lettersOver" : "letters", { count, limit, over: count - limit });
    place.hidden = !isConstant && !state;
    place.classList.toggle("near", state === "near");
    place.classList.toggle("over", state === "over");
    if (state !== before) told.textContent = state ? place.textContent : "";
    before = state;
  }
  field.addEventListener("input", show);
  show();
}

export function countWords(editor, source) {
  const { place } = placeOf(source, { after: editor.view.dom });
  let timer = 0;
  function show() {
    const count = wordsIn(source.value);
    const minutes = Math.max(1, halfToEven(count / WORDS_A_MINUTE));
    place.textContent = count ? words("wordCount", { count, minutes }) : "";
    place.hidden = !count;
  }
  editor.on("update", () => {
    clearTimeout(timer);
    timer = setTimeout(show, AFTER_LAST_KEY); // a long text is not counted at every key
  });
  show();
}

const wordsIn = (html) => html.replace(/<[^>]*>/g, " ").replace(/&nbsp;/g, " ").match(/\S+/g)?.length ?? 0;

// 2.5 is 2 and 3.5 is 4, as Python rounds.
function halfToEven(number) {
  const below = Math.floor(number);
  if (number - below !== 0.5) return Math.round(number);
  return below % 2 ? below + 1 : below;
}
