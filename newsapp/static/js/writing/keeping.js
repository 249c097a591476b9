// Nothing that was typed is lost: kept in the browser at once, on the server a few seconds after the last key.
import { dropCopy, keepCopy, typedIn } from "./local-copy.js";
import { ask, onSignedOut, send, useToken } from "./sending.js";
import { areUploading, uploadsDone } from "./uploads.js";
import { element, words } from "./words.js";

const AFTER_LAST_KEY = 2500;
const AT_THE_LATEST = 20000;
const HEARTBEAT = 30000;

export function keepSafe(form, { onAnswer, onOthers }) {
  const state = form.querySelector("[data-save-state]");
  const key = form.dataset.key;
  // A form that came back with what is wrong holds a text that is nowhere else yet.
  let confirmed = form.dataset.typed ? "" : JSON.stringify(typedIn(form));
  let timer = 0;
  let firstChange = 0;
  let running = null;
  let leaving = false;
  let isSignedOut = false;

  const current = () => JSON.stringify(typedIn(form));
  const isKept = () => current() === confirmed;

  function say(text, isBad = false, ...more) {
    state.replaceChildren(text, ...more);
    state.classList.toggle("bad", isBad);
  }

  function changed() {
    if (leaving || isKept()) return;
    nameInAddress();
    keepCopy(key, typedIn(form));
    if (!isSignedOut) say(words("unsaved"));
    firstChange ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(() => save(), Math.max(0, Math.min(AFTER_LAST_KEY, firstChange + AT_THE_LATEST - Date.now())));
  }

  // A new article gets its draft's name, so that loading the page again finds it.
  function nameInAddress() {
    if (key.includes("-article-") || location.search.includes("draft=")) return;
    history.replaceState(null, "", `?draft=${encodeURIComponent(key.slice(key.indexOf("-") + 1))}`);
  }

  function save() {
    clearTimeout(timer);
    firstChange = 0;
    running ??= saveNow().finally(() => (running = null));
    return running;
  }

  async function saveNow() {
    const sent = current();
    if (sent === confirmed) return;
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (typeof value !== "string") body.delete(name);
    say(words("saving"));
    const { status, data } = await send(form.dataset.autosave, body);
    if (status === 200) {
      confirmed = sent;
      isSignedOut = false;
      if (isKept()) {
        dropCopy(key);
        say(words("saved", { at: data.at }));
      } else changed();
      onAnswer(data);
    } else if (status !== 401) {
      say(status ? words("notSaved", { reason: data.error ?? String(status) }) : words("offline"), true);
      timer = setTimeout(() => save(), AT_THE_LATEST);
    }
  }

  onSignedOut(({ detail }) => {
    isSignedOut = true;
    const link = element("a", { href: detail.sign_in ?? "/admin/login", target: "_blank", textContent: words("signIn") });
    say(words("signedOut"), true, " ", link);
  });

  async function comeBack() {
    if (!isSignedOut || document.hidden) return;
    const { status, data } = await ask(form.dataset.token);
    if (status !== 200) return;
    if (String(data.user) !== key.split("-")[0]) return say(words("otherPerson"), true);
    useToken(data.token);
    isSignedOut = false;
    await save();
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  document.addEventListener("visibilitychange", comeBack);
  addEventListener("focus", comeBack);
  addEventListener("online", () => save());
  addEventListener("beforeunload", (event) => {
    if (!leaving && !isKept()) event.preventDefault();
  });
  holdUntilSent();
  changed();
  if (key.includes("-article-")) sayThere();

  // The form waits for what is on its way: an upload, or an autosave that would come after the save it precedes.
  function holdUntilSent() {
    form.addEventListener("submit", async (event) => {
      const isPreview = event.submitter?.value === "preview";
      if (areUploading() || running) {
        event.preventDefault();
        say(words("wait"));
        await Promise.allSettled([uploadsDone(), running]);
        form.requestSubmit(event.submitter);
        return;
      }
      if (isPreview) return;
      clearTimeout(timer);
      leaving = true;
      if (!isKept()) keepCopy(key, typedIn(form), true);
    });
    addEventListener("pageshow", (event) => event.persisted && (leaving = false));
  }

  function sayThere() {
    const body = () => {
      const fields = new FormData();
      fields.append("ticket", form.elements.ticket.value);
      return fields;
    };
    setInterval(async () => {
      if (document.hidden) return;
      const { status, data } = await send(form.dataset.presence, body());
      if (status === 200) onOthers(data.others);
    }, HEARTBEAT);
    addEventListener("pagehide", () => {
      const fields = body();
      fields.append("left", "1");
      fields.append("csrf_token", form.elements.csrf_token.value);
      navigator.sendBeacon(form.dataset.presence, fields);
    });
  }
}
