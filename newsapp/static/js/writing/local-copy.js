// The browser's own copy of what was typed, until the server has confirmed it.
import { element, words } from "./words.js";

const PREFIX = "newsapp draft ";
const A_MONTH = 30 * 86400_000;

export function typedIn(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !["csrf_token", "ticket", "action"].includes(name));
}

export function keepCopy(key, fields, sent = false) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ fields, at: Date.now(), sent }));
  } catch {
    // No room, or not allowed: the server's copy has to do.
  }
}

export function dropCopy(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept.
  }
}

function copies() {
  const found = [];
  try {
    for (const name of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
      const copy = JSON.parse(localStorage.getItem(name));
      if (Date.now() - copy.at > A_MONTH) localStorage.removeItem(name);
      else found.push({ key: name.slice(PREFIX.length), ...copy });
    }
  } catch {
    return [];
  }
  return found;
}

const valueOf = (copy, name) => copy.fields.find(([field]) => field === name)?.[1] ?? "";
const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent.replace(/\s+/g, "");

// Offers what an earlier visit left in this browser and the server never got.
export function offerCopy(form, place, restore) {
  const person = form.dataset.key.split("-")[0];
  const isNew = !form.dataset.key.includes("-article-");
  const here = { fields: typedIn(form) };
  const isSame = (copy) => valueOf(copy, "title") === valueOf(here, "title") && plain(valueOf(copy, "body")) === plain(valueOf(here, "body"));
  let offered = null;
  for (const copy of copies().filter((copy) => copy.key.split("-")[0] === person)) {
    const isHere = copy.key === form.dataset.key;
    const wasSaved = copy.sent && isSame(copy);
    if (wasSaved || (isHere && isSame(copy))) dropCopy(copy.key);
    else if (isHere || (isNew && !copy.key.includes("-article-"))) offered = copy;
  }
  if (!offered) return;
  const use = element("button", { type: "button", className: "button button-small", textContent: words("useLocal") });
  const drop = element("button", { type: "button", className: "button button-small", textContent: words("dropLocal") });
  const { lang } = document.documentElement;
  const locale = lang === "en" ? "en-GB" : lang; // day before month, as on the pages
  const at = new Date(offered.at).toLocaleString(locale, { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit" });
  place.replaceChildren(element("p", { textContent: `${words("localCopy", { at })} ${valueOf(offered, "title")}` }), use, drop);
  place.hidden = false;
  const done = () => {
    dropCopy(offered.key);
    place.hidden = true;
  };
  use.addEventListener("click", () => {
    restore(offered.fields);
    done();
  });
  drop.addEventListener("click", done);
}
