// The browser's own copy of what was typed, until the server has confirmed it. Each tab has one of its own.
import { send } from "./sending.js";
import { element, words } from "./words.js";

const PREFIX = "newsapp draft ";
const A_MONTH = 30 * 86400_000;
const NOT_TYPED = ["csrf_token", "form_token", "action", "tab", "seen", "number"];

export function typedIn(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_TYPED.includes(name));
}

// What the page says of what it showed: no part of what is typed, and a save changes it.
export const isOfPage = (name) => ["base_version", "submission"].includes(name) || name.endsWith("_shown");

const nameOf = (key, tab) => `${PREFIX}${key} ${tab}`;

// Whether there was room for it. sent: the form was sent as it stands, and the next page will show what became of it.
export function keepCopy({ key, tab }, fields, sent = false) {
  try {
    localStorage.setItem(nameOf(key, tab), JSON.stringify({ key, tab, fields, at: Date.now(), sent }));
    return true;
  } catch {
    return false; // no room, or not allowed
  }
}

export function dropCopy({ key, tab }) {
  drop(nameOf(key, tab));
}

function drop(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}

// Latest first.
function copies() {
  const found = [];
  let names = [];
  try {
    names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  } catch {
    return []; // not allowed
  }
  for (const name of names) {
    try {
      const copy = JSON.parse(localStorage.getItem(name));
      if (Date.now() - copy.at > A_MONTH) drop(name);
      else found.push({ key: name.slice(PREFIX.length), tab: "", ...copy, name });
    } catch {
      drop(name); // not ours, or cut off: nothing can be read from it
    }
  }
  return found.sort((one, other) => other.at - one.at);
}

const valuesOf = (copy, name) => copy.fields.filter(([field]) => field === name).map(([, value]) => value.trim());
const valueOf = (copy, name) => valuesOf(copy, name)[0] ?? "";
const versionOf = (copy) => Number(valueOf(copy, "base_version"));

// The words and pictures of a text: the server writes its markup in its own way.
function plain(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const pictures = [...body.querySelectorAll("img")].map((image) => image.getAttribute("src"));
  return body.textContent.replace(/\s+/g, "") + pictures.join();
}

function isSame(copy, here) {
  const names = new Set([...copy.fields, ...here.fields].map(([name]) => name).filter((name) => name !== "body" && !isOfPage(name)));
  const differs = (name) => JSON.stringify(valuesOf(copy, name).filter(Boolean)) !== JSON.stringify(valuesOf(here, name).filter(Boolean));
  return plain(valueOf(copy, "body")) === plain(valueOf(here, "body")) && ![...names].some(differs);
}

// Offers what an earlier visit left in this browser and the server never got.
export function offerCopy(form, place, restore) {
  const offered = copyToOffer(form);
  if (!offered) return;
  const use = element("button", { type: "button", className: "button button-small", textContent: words("useLocal") });
  const leave = element("button", { type: "button", className: "button button-small", textContent: words("dropLocal") });
  const { lang } = document.documentElement;
  const locale = lang === "en" ? "en-GB" : lang; // day before month, as on the pages
  const at = new Date(offered.at).toLocaleString(locale, { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit" });
  place.replaceChildren(element("p", { textContent: `${words("localCopy", { at })} ${valueOf(offered, "title")}` }), use, leave);
  place.hidden = false;
  const done = () => {
    drop(offered.name);
    place.hidden = true;
  };
  use.addEventListener("click", async () => {
    use.disabled = true;
    if (await openByServer(form, offered)) return done();
    restore(offered.fields);
    done();
  });
  leave.addEventListener("click", done);
}

function copyToOffer(form) {
  const { key, formerKey } = form.dataset;
  const person = key.split("-")[0];
  const isNew = !key.includes("-article-");
  const here = { fields: typedIn(form) };
  let offered = null;
  for (const copy of copies().filter((copy) => copy.key.split("-")[0] === person)) {
    const isHere = copy.key === key || copy.key === formerKey;
    const wasSaved = copy.sent && (isSame(copy, here) || (isHere && !form.dataset.typed && versionOf(copy) < versionOf(here)));
    if (wasSaved || (isHere && isSame(copy, here))) drop(copy.name);
    else if (isHere || (isNew && !copy.key.includes("-article-"))) offered ??= copy;
  }
  return offered;
}

// The server takes the copy beside what it has, and makes the form of it: attached files, tags and pictures with it.
async function openByServer(form, copy) {
  const body = new FormData();
  for (const [name, value] of copy.fields) body.append(name, value);
  body.append("form_token", form.elements.form_token.value);
  body.append("tab", copy.tab);
  const { status, data } = await send(form.dataset.autosave, body);
  if (status !== 200) return false;
  body.append("left", "1"); // the tab that typed it is not open by this
  await send(form.dataset.presence, body);
  form.dispatchEvent(new CustomEvent("leaving"));
  location.replace(data.key.startsWith("article-") ? location.pathname : `?draft=${encodeURIComponent(data.key)}`);
  return true;
}
