// A save that leaves the page as it is: the form goes on with what the server says, and caret, scroll and focus stay.
import { openMenus } from "./menus.js";
import { newestOnly } from "./newest.js";
import { send, useToken } from "./sending.js";
import { element } from "./words.js";

// Everything that is typed and chosen; files are on the server already, each with its number in the form.
export function fieldsOf(form, number) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (typeof value !== "string") body.delete(name);
  body.set("number", number);
  return body;
}

// Without scripts a chosen file goes with the form. Where one still stands in its field, the form is sent that way.
export function holdsFiles(form) {
  return [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length > 0);
}

export function sendSave(form, number) {
  const body = fieldsOf(form, number);
  body.set("action", "save");
  return send(form.getAttribute("action") || location.pathname + location.search, body);
}

// The form is that of the version just saved.
export function renew(form, data) {
  useToken(data.token);
  form.elements.form_token.value = data.form_token;
  form.elements.base_version.value = data.version;
  form.elements.seen.value = "";
  for (const [name, value] of Object.entries(data.shown)) if (form.elements[name]) form.elements[name].value = value;
  form.dataset.key = data.key;
  if (location.pathname !== data.address || location.search) history.replaceState(history.state, "", data.address);
  for (const tick of form.querySelectorAll("[name=attachment_remove]:checked")) tick.closest(".attached")?.remove();
  announce(form, data.said);
  refresh(data.address);
}

// For who listens: in the notice that the page has, or beside the state that others see.
function announce(form, text) {
  let place = document.querySelector(".notice[role=status]") ?? form.querySelector("[data-said]");
  if (!place) {
    place = element("span", { className: "unseen" });
    place.setAttribute("role", "status");
    place.dataset.said = "";
    form.querySelector("[data-save-state]").after(place);
  }
  place.textContent = text;
}

const latest = newestOnly();

// What stands around the form, [data-around], says how the article stands now: a new one has become one that is there.
async function refresh(address) {
  const isNewest = latest();
  let text;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    text = await answer.text();
  } catch {
    return; // it is only a little old
  }
  if (!isNewest()) return;
  const page = new DOMParser().parseFromString(text, "text/html");
  document.title = page.title;
  for (const here of document.querySelectorAll("[data-around]")) {
    const there = page.querySelector(`[data-around="${here.dataset.around}"]`);
    if (!there || there.innerHTML === here.innerHTML || here.contains(document.activeElement)) continue;
    here.replaceWith(document.adoptNode(there));
    openMenus(there);
  }
}
