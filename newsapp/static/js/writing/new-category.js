// A category made without leaving the text: asked for in a dialog, kept by the server, then chosen.
import { newestOnly } from "./newest.js";
import { send } from "./sending.js";
import { element, words } from "./words.js";

export function openNewCategory(place, select) {
  const dialog = document.getElementById("category-dialog");
  const [name, wrong, create] = ["#category-name", ".field-error", "[data-create]"].map((what) => dialog.querySelector(what));
  const asking = newestOnly();
  const opener = element("button", { type: "button", className: "way", textContent: words("newCategory") });
  place.replaceChildren(opener);
  place.hidden = false;

  opener.addEventListener("click", () => {
    say("");
    dialog.showModal();
  });
  dialog.addEventListener("close", () => {
    asking.cancel(); // who has closed it waits for nothing; what was typed stands there when it is opened again
    create.disabled = false;
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    if (event.submitter?.value === "") return; // closes it
    event.preventDefault();
    if (name.value.trim()) return add();
    say(words("categoryUnnamed"));
    name.focus();
  });

  function say(reason) {
    wrong.hidden = !reason;
    wrong.textContent = reason;
    if (reason) name.setAttribute("aria-invalid", "true");
    else name.removeAttribute("aria-invalid");
  }

  async function add() {
    const isNewest = asking();
    const fields = new FormData();
    fields.append("name", name.value);
    fields.append("description", "");
    create.disabled = true;
    say("");
    const { status, data } = await send(place.dataset.newCategory, fields);
    if (status === 200 && !known(data.id)) select.add(new Option(data.name, data.id)); // it is there, whoever still waits
    if (!isNewest()) return;
    create.disabled = false;
    if (status !== 200) {
      say(data.error ?? words(status ? "categoryFailed" : "categoryOffline"));
      name.focus();
      return;
    }
    select.value = data.id;
    select.dispatchEvent(new Event("input", { bubbles: true }));
    name.value = "";
    dialog.close();
    select.focus();
  }

  const known = (number) => [...select.options].some((option) => option.value === String(number));
}
