// The dialog in which a picture of the library is chosen. It looks through all of them, page by page.
import { newestOnly } from "./newest.js";
import { ask } from "./sending.js";
import { element, words } from "./words.js";

const AFTER_LAST_KEY = 250;
let library = null;

// chosen(picture) is called with what was chosen; closed() in any case.
export function openLibrary(form, chosen, closed = () => {}) {
  library ??= libraryIn(document.getElementById("library-dialog"), form.dataset.library);
  library(chosen, closed);
}

// One picture of the library by its number or by the name of its file, or null.
export async function findPicture(form, which) {
  const { status, data } = await ask(`${form.dataset.library}?${new URLSearchParams(which)}`);
  return { status, picture: data.pictures?.[0] ?? null };
}

function libraryIn(dialog, address) {
  const choices = dialog.querySelector(".picture-choices");
  const search = dialog.querySelector("input[type=search]");
  const state = dialog.querySelector("[data-library-state]");
  const more = dialog.querySelector("[data-library-more]");
  const again = dialog.querySelector("[data-library-again]");
  const asked = newestOnly();
  let oldest = null; // the number of the last picture shown: the next page has older ones
  let timer = 0;
  let take = () => {};

  async function show({ fresh }) {
    clearTimeout(timer);
    const isNewest = asked();
    const q = search.value.trim();
    state.textContent = words("libraryLoading");
    again.hidden = true;
    more.disabled = true;
    const query = new URLSearchParams({ ...(q && { q }), ...(!fresh && { before: oldest }) });
    const { status, data } = await ask(`${address}?${query}`);
    if (!isNewest()) return;
    if (fresh) {
      choices.replaceChildren();
      more.hidden = true;
    }
    more.disabled = false;
    if (!Array.isArray(data.pictures)) return fail(status, data);
    const added = data.pictures.map(button);
    choices.append(...added);
    oldest = data.pictures.at(-1)?.id ?? oldest;
    const hadFocus = document.activeElement === more;
    more.hidden = !data.more;
    if (!fresh && (hadFocus || more.hidden)) added[0]?.focus();
    const count = choices.children.length;
    state.textContent = count ? "" : q ? words("libraryNothing", { words: q }) : words("empty");
  }

  function fail(status, data) {
    state.textContent = status === 0 ? words("libraryOffline") : data.error ?? words("libraryFailed");
    again.hidden = false;
  }

  function button(picture) {
    const image = element("img", { src: picture.src, alt: "", loading: "lazy" });
    image.setAttribute("width", picture.width);
    image.setAttribute("height", picture.height);
    const made = element("button", { type: "button", title: picture.alt || picture.name }, image, element("span", { textContent: picture.name }));
    if (picture.alt) made.append(element("span", { className: "picture-said", textContent: picture.alt }));
    made.addEventListener("click", () => {
      dialog.close();
      take(picture);
    });
    return made;
  }

  search.addEventListener("input", () => {
    clearTimeout(timer);
    asked.cancel(); // what comes now answers what was typed before
    timer = setTimeout(() => show({ fresh: true }), AFTER_LAST_KEY);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // the dialog would close
    show({ fresh: true });
  });
  more.addEventListener("click", () => show({ fresh: false }));
  again.addEventListener("click", () => show({ fresh: !choices.children.length }));
  dialog.addEventListener("close", () => {
    clearTimeout(timer);
    asked.cancel();
  });

  return (chosen, closed) => {
    take = (picture) => {
      take = () => {};
      chosen(picture);
    };
    dialog.addEventListener("close", () => closed(), { once: true });
    choices.replaceChildren();
    more.hidden = true;
    search.value = "";
    dialog.returnValue = "";
    dialog.showModal();
    search.focus();
    show({ fresh: true });
  };
}
