// A menu is a <details>: it opens without scripts. With them arrow keys lead through it, and it closes when left.
const ITEMS = "a[href], button:not([hidden]):not(:disabled)";

export function openMenus(root) {
  for (const menu of root.querySelectorAll("details[data-menu]")) openMenu(menu);
  document.addEventListener("pointerdown", (event) => {
    for (const menu of root.querySelectorAll("details[data-menu][open]")) if (!menu.contains(event.target)) menu.open = false;
  });
}

function openMenu(menu) {
  const head = menu.querySelector("summary");
  const list = menu.querySelector(".menu-list");
  const items = () => [...list.querySelectorAll(ITEMS)].filter((item) => item.checkVisibility());
  let isByKey = false; // a mouse leaves the focus where it is

  head.addEventListener("click", (event) => (isByKey = event.detail === 0));
  menu.addEventListener("toggle", () => {
    if (menu.open && isByKey) items()[0]?.focus();
    isByKey = false;
  });
  head.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    menu.open = true;
    items().at(event.key === "ArrowDown" ? 0 : -1)?.focus();
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.preventDefault();
    event.stopPropagation(); // the toolbar's Escape leads to the text
    menu.open = false;
    head.focus();
  });
  list.addEventListener("keydown", (event) => {
    const shown = items();
    const at = shown.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    shown[(to + shown.length) % shown.length].focus();
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest(ITEMS)) menu.open = false;
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
}
