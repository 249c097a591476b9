// A list of names under a field, as one types: arrows choose, Enter takes, Escape closes.
import { element, words } from "./words.js";

const MOST = 8;

export function offerNames(box, input, namesFor, take) {
  const list = element("ul", { className: "offers", role: "listbox", "aria-label": words("tagOffers") });
  list.id = `${input.id}-offers`;
  list.hidden = true;
  box.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  let chosen = -1;
  const options = () => [...list.children];

  function show() {
    const isOpen = !list.hidden;
    input.setAttribute("aria-expanded", String(isOpen));
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
    if (isOpen && chosen >= 0) input.setAttribute("aria-activedescendant", options()[chosen].id);
    else input.removeAttribute("aria-activedescendant");
    options()[chosen]?.scrollIntoView({ block: "nearest" });
  }

  function open() {
    const found = namesFor(input.value).slice(0, MOST);
    chosen = -1;
    const option = (name, i) => element("li", { role: "option", id: `${list.id}-${i}`, textContent: name });
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    show();
  }

  function close() {
    list.hidden = true;
    chosen = -1;
    show();
  }

  input.addEventListener("input", () => (input.value.trim() ? open() : close()));
  input.addEventListener("blur", close);
  input.addEventListener(
    "keydown",
    (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      const isOpen = !list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!isOpen) open();
        const count = options().length + 1; // with the place where none is chosen
        chosen = ((chosen + 1 + (event.key === "ArrowDown" ? 1 : -1) + count) % count) - 1;
        show();
      } else if (event.key === "Enter" && isOpen && chosen >= 0) {
        take(options()[chosen].textContent);
        close();
      } else if (event.key === "Escape" && isOpen) close();
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the keyboard
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (!option) return;
    take(option.textContent);
    close();
  });
  show();
  return { close };
}
