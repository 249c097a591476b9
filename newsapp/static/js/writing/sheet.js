// On a narrow screen the side column is a sheet that comes up from below, over the text and above the bar.
const NARROW = matchMedia("(max-width: 59.99em)");

// Returns a function that opens the sheet where it holds the given element, and closes it where it covers that.
export function openSheet(form) {
  const side = form.querySelector("[data-side]");
  const line = form.querySelector("[data-sheet-line]");
  const opener = form.querySelector("[data-sheet-open]");
  const head = side.querySelector("[data-sheet-head]");
  const behind = [form.querySelector("[data-main]"), document.querySelector("body > header"), document.querySelector(".skip")];

  function set(isOpen) {
    const isSheet = NARROW.matches;
    side.classList.toggle("is-sheet", isSheet);
    side.classList.toggle("is-open", isSheet && isOpen);
    form.classList.toggle("has-sheet-open", isSheet && isOpen);
    line.hidden = head.hidden = !isSheet;
    opener.setAttribute("aria-expanded", String(isSheet && isOpen));
    for (const part of behind) if (part) part.inert = isSheet && isOpen;
  }

  function open() {
    set(true);
    side.querySelector("[data-sheet-close]").focus();
  }

  function close() {
    set(false);
    opener.focus();
  }

  opener.addEventListener("click", open);
  side.querySelector("[data-sheet-close]").addEventListener("click", close);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && side.classList.contains("is-open")) close();
  });
  form.addEventListener("click", (event) => {
    if (event.target === form && side.classList.contains("is-open")) close(); // the shade behind the sheet belongs to the form
  });
  NARROW.addEventListener("change", () => set(false));
  set(false);

  return (target) => {
    if (NARROW.matches && side.contains(target) !== side.classList.contains("is-open")) set(side.contains(target));
  };
}
