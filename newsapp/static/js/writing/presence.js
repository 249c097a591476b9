// Who else has the article open: other people, and the writer in another tab or on another machine.
import { newestOnly } from "./newest.js";
import { send } from "./sending.js";
import { element, words } from "./words.js";

const HEARTBEAT = 30000;

// isSpeaking: whether there is anything yet that somebody else could have open.
export function sayWhoIsThere(form, { onOthers, isSpeaking }) {
  const latest = newestOnly();
  const notes = element("p", { className: "note", hidden: true });
  notes.setAttribute("aria-live", "polite");
  document.querySelector("[data-others]").after(notes);

  function body() {
    const fields = new FormData();
    for (const name of ["form_token", "tab"]) fields.append(name, form.elements[name].value);
    return fields;
  }

  function told({ others, other_tab: otherTab }) {
    onOthers(others);
    notes.hidden = !otherTab;
    notes.textContent = otherTab ? words("otherTab") : "";
  }

  async function tell() {
    if (document.hidden || !isSpeaking()) return;
    const isNewest = latest();
    const { status, data } = await send(form.dataset.presence, body());
    if (status === 200 && isNewest()) told(data);
  }

  setInterval(tell, HEARTBEAT);
  document.addEventListener("visibilitychange", tell);
  addEventListener("pageshow", ({ persisted }) => persisted && tell());
  addEventListener("pagehide", () => {
    if (!isSpeaking()) return;
    const fields = body();
    fields.append("left", "1");
    fields.append("csrf_token", form.elements.csrf_token.value);
    navigator.sendBeacon(form.dataset.presence, fields);
  });
  tell();
  return {
    // An autosave's answer says the same; a question that was asked before it is answered.
    told(data) {
      latest.cancel();
      told(data);
    },
  };
}
