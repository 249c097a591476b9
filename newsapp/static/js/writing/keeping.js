// Nothing that was typed is lost: kept in the browser at once, on the server a few seconds after the last key.
import { moveOnByEnter } from "./enter.js";
import { fieldsOf, holdsFiles, renew, sendSave } from "./in-place.js";
import { dropCopy, isOfPage, keepCopy, typedIn } from "./local-copy.js";
import { sayWhoIsThere } from "./presence.js";
import { clearProblems, showProblems } from "./problems.js";
import { ask, onSignedOut, send, useToken } from "./sending.js";
import { areUploading, uploadsDone } from "./uploads.js";
import { element, words } from "./words.js";

const AFTER_LAST_KEY = 2500;
const AT_THE_LATEST = 20000;
const ABOUT_TO_GO = 10_000;
const TWICE = 1000; // the second click of a double click comes sooner
const MOST_AFTER_CLOSING = 50_000; // bytes: a browser sends little more of a page that is closed
const OVER_SOON = [0, 502, 503, 504, 507];

export function keepSafe(form, { onAnswer, onOthers, onSaved = () => {} }) {
  const state = form.querySelector("[data-save-state]");
  const tab = form.elements.tab.value;
  const current = () => JSON.stringify(typedIn(form).filter(([name]) => !isOfPage(name)));
  // A form that came back with what is wrong holds a text that is nowhere else yet.
  let confirmed = form.dataset.typed ? "" : current();
  let number = 0; // of the texts sent: the server drops one that arrives after a later one
  let confirmedNumber = 0;
  let timer = 0;
  let firstChange = 0;
  let running = null;
  let wantsSave = false; // asked for by the writer, and not done yet
  let leaving = 0; // when the form was sent and the page is about to go; 0 while it stays
  let goesByPage = false;
  let isSignedOut = false;
  let isWrong = false;

  const isKept = () => current() === confirmed;
  const place = () => ({ key: form.dataset.key, tab });
  const saveButton = () => form.querySelector("button[name=action][value=save]");
  const isNew = () => !form.dataset.key.includes("-article-");

  function say(text, isBad = false, ...more) {
    state.replaceChildren(text, ...more);
    state.classList.toggle("bad", isBad);
  }

  function changed() {
    if (isKept()) return;
    const hasRoom = keepCopy(place(), typedIn(form));
    if (Date.now() - leaving < ABOUT_TO_GO) return; // it is no part of what was sent: the next page offers it
    leaving = 0; // stopped, or very slow
    nameInAddress();
    isWrong = false;
    if (!hasRoom) say(words("noRoom"), true);
    else if (!isSignedOut) say(words("unsaved"));
    firstChange ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(flush, Math.max(0, Math.min(AFTER_LAST_KEY, firstChange + AT_THE_LATEST - Date.now())));
  }

  // A new article gets its draft's name, so that loading the page again finds it.
  function nameInAddress() {
    if (!isNew() || location.search.includes("draft=")) return;
    const { key } = form.dataset;
    history.replaceState(history.state, "", `?draft=${encodeURIComponent(key.slice(key.indexOf("-") + 1))}`);
  }

  // One text at a time is on its way: the next waits for the answer to the one before.
  function flush() {
    clearTimeout(timer);
    firstChange = 0;
    running ??= sendAll().finally(() => (running = null));
    return running;
  }

  async function sendAll() {
    if (!wantsSave) await autosave();
    while (wantsSave) {
      if (areUploading()) say(words("wait"));
      await uploadsDone();
      wantsSave = false;
      if (!(await save())) return;
    }
  }

  async function autosave(keepalive = false) {
    const sent = current();
    if (sent === confirmed) return;
    const mine = ++number;
    if (!isWrong) say(words("saving"));
    const { status, data } = await send(form.dataset.autosave, fieldsOf(form, mine), { keepalive });
    if (mine < confirmedNumber) return; // a later text was confirmed meanwhile
    if (status === 200 && !data.late) {
      confirm(sent, mine, data.at);
      onAnswer(data);
      people.told(data);
    } else failed(status, data);
  }

  // Adds a version, as the button does without scripts. Returns whether the next may follow.
  async function save() {
    const sent = current();
    const before = place();
    const mine = ++number;
    say(words("saving"));
    const { status, data } = await sendSave(form, mine);
    if (status === 200) {
      renew(form, data);
      onSaved(data);
      dropCopy(before);
      isWrong = false;
      clearProblems(form);
      confirm(sent, mine, data.at);
      return true;
    }
    if (data.late) {
      wantsSave = true; // a text that was sent after it has arrived before it: the save is still wanted
      return true;
    }
    if (status === 422) {
      isWrong = true;
      showProblems(form, data.error, data.problems);
      say(data.error, true);
      timer = setTimeout(flush, AFTER_LAST_KEY); // it is kept all the same
    } else if (data.conflict) sendByPage();
    else {
      wantsSave = status === 401 || OVER_SOON.includes(status);
      failed(status, data);
    }
    return false;
  }

  function confirm(sent, mine, at) {
    confirmed = sent;
    confirmedNumber = mine;
    isSignedOut = false;
    if (!isKept()) return changed();
    dropCopy(place());
    if (!isWrong) say(words("saved", { at }));
  }

  function failed(status, data) {
    if (status === 401) return; // said where it was noticed
    say(status ? words("notSaved", { reason: data.error ?? String(status) }) : words("offline"), true);
    clearTimeout(timer);
    timer = setTimeout(flush, AT_THE_LATEST);
  }

  // The server's own page says the rest: which of two texts is to be kept.
  function sendByPage() {
    goesByPage = true;
    form.requestSubmit(saveButton());
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
    if (String(data.user) !== form.dataset.key.split("-")[0]) return say(words("otherPerson"), true);
    useToken(data.token);
    isSignedOut = false;
    await running;
    await flush();
  }

  // The page may be closed next: what was typed goes now, so that another machine finds it.
  function goesOutOfSight() {
    if (!document.hidden || leaving || isKept()) return;
    clearTimeout(timer);
    autosave(new TextEncoder().encode(current()).length < MOST_AFTER_CLOSING);
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  document.addEventListener("visibilitychange", goesOutOfSight);
  document.addEventListener("visibilitychange", comeBack);
  addEventListener("focus", comeBack);
  addEventListener("online", flush);
  addEventListener("beforeunload", (event) => {
    if (!leaving && (!isKept() || areUploading() || wantsSave)) event.preventDefault();
  });
  form.addEventListener("leaving", () => {
    if (!isKept()) keepCopy(place(), typedIn(form));
    leaving = Date.now();
  });
  form.addEventListener("submit", onSubmit);
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!event.repeat) form.requestSubmit(saveButton());
  });
  addEventListener("pageshow", ({ persisted }) => persisted && comeAgain());
  moveOnByEnter(form);
  const people = sayWhoIsThere(form, { onOthers, isSpeaking: () => !isNew() || location.search.includes("draft=") });
  if (form.dataset.unsavedAt && isKept()) say(words("saved", { at: form.dataset.unsavedAt }));
  changed();

  function onSubmit(event) {
    const { submitter } = event;
    const what = submitter?.value ?? "save";
    if (what === "save" && !goesByPage && !leaving && !holdsFiles(form)) {
      event.preventDefault();
      wantsSave = true;
      flush();
    } else if (what === "preview" && !areUploading() && !running) {
      return; // it opens in a tab of its own, and this page stays
    } else if (leaving && Date.now() - leaving < TWICE) {
      event.preventDefault();
    } else if (!goesByPage && (areUploading() || running)) {
      // The form waits for what is on its way: an upload, or a text that would come after the one that it precedes.
      event.preventDefault();
      say(words("wait"));
      Promise.allSettled([uploadsDone(), running]).then(() => form.requestSubmit(submitter));
    } else {
      clearTimeout(timer);
      goesByPage = false;
      form.elements.number.value = ++number;
      if (!isKept()) keepCopy(place(), typedIn(form), true);
      confirmed = current(); // what is typed from here on was not sent
      leaving = Date.now();
    }
  }

  // The browser shows the page as it was left: what it holds may have been saved since.
  function comeAgain() {
    const wasSent = leaving;
    leaving = 0;
    if (wasSent || isKept()) location.reload();
  }
}
