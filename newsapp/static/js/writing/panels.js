// The side column's closed panels say what they hold; a link to a field opens what the field stands in.
import { words } from "./words.js";

const value = (form, name) => form.elements[name]?.value.trim() ?? "";

const HOLDS = {
  category: (form) => form.elements.category_id?.selectedOptions[0]?.text.replace(/^– /, "") ?? "",
  cover: (form) => (hasCover(form) ? words("hasCover") : ""),
  tags: (form) => value(form, "tags").replace(/\s*,\s*/g, ", ").replace(/, $/, "") || words("none"),
  attachments: (form) => {
    const count = form.querySelectorAll("[name=attachment_id]").length - form.querySelectorAll("[name=attachment_remove]:checked").length;
    return count > 1 ? words("files", { count }) : words(count ? "oneFile" : "none");
  },
  author: (form) => ["byline", "signature", "source"].map((name) => value(form, name)).filter(Boolean).join(", ") || words("unnamed"),
  moments: (form) =>
    Object.entries({ go_live_at: "holdsPublish", pinned_until: "holdsPin", expire_at: "holdsExpire", published_on: "holdsDay" })
      .map(([name, word]) => value(form, name) && words(word, { at: value(form, name) }))
      .filter(Boolean)
      .join(", ") || words("notTimed"),
  language: (form) => form.elements.language.selectedOptions[0]?.text ?? "",
};

const hasCover = (form) => Boolean(form.elements.cover_id.value) && !form.elements.remove_cover.checked;

export function openPanels(form, openSheet) {
  const cover = form.querySelector("[data-cover]");
  const facts = cover.querySelector("[data-cover-facts]");
  const isAsked = () => hasCover(form) || Boolean(facts.querySelector("[aria-invalid]"));
  let wasAsked = isAsked();
  facts.hidden = !wasAsked;
  form.classList.add("is-ready");

  function show() {
    for (const place of form.querySelectorAll("[data-holds]")) {
      const text = HOLDS[place.dataset.holds](form);
      if (place.textContent !== text) place.textContent = text;
      if (place.classList.contains("panel-holds")) place.title = text;
    }
    cover.classList.toggle("has-cover", hasCover(form));
    if (wasAsked === isAsked()) return;
    wasAsked = isAsked();
    facts.hidden = !wasAsked; // only as the picture comes and goes: who opened them meanwhile keeps them
    if (wasAsked && isWaited && !isTyping()) form.elements.cover_alt.focus();
    isWaited = false;
  }
  let isWaited = false; // a picture that was chosen from the line above the text: its description is asked for next
  const isTyping = () => document.activeElement.matches("input:not([type=file]), textarea, select, [contenteditable]");
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  show();
  const file = form.elements.cover;
  form.querySelector("[data-choose-cover]").addEventListener("click", () => {
    file.click();
    file.addEventListener("change", () => {
      isWaited = true;
      openSheet(cover);
      setTimeout(() => {
        if (facts.hidden) return cover.scrollIntoView();
        form.elements.cover_alt.focus();
        isWaited = false;
      });
    }, { once: true });
  });
}

// Makes the element reachable: opens the panels around it, and by `openSheet` the sheet that they stand in.
export function reveal(target, openSheet) {
  openSheet(target);
  for (let around = target.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "center" });
}

// Links inside the page to a field, on the page and in its address; else the first field with an error, which the
// browser cannot give the keyboard in a sheet that is closed.
export function revealByLinks(openSheet) {
  const targetOf = (hash) => (hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    const target = link && targetOf(link.hash);
    if (!target?.closest("#article-form")) return;
    event.preventDefault();
    reveal(target, openSheet);
  });
  const target = targetOf(location.hash) ?? document.querySelector("#article-form [autofocus][aria-invalid]");
  if (target?.closest("#article-form")) requestAnimationFrame(() => reveal(target, openSheet));
}
