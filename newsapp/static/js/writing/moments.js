// Beside each field for a moment or a day: the browser's own picker, and what is chosen most as a button.
import { endOfMonth, onDay, readMoment, siteNow, writtenDay, writtenMoment } from "./site-clock.js";
import { element, words } from "./words.js";

const HALF_A_MINUTE = 30_000;
const A_DAY = 86_400_000;

// Each choice is a moment, or null while it makes no sense: what is past cannot be waited for.
const WHEN = {
  thisAfternoon: (now) => (now.getUTCHours() < 14 ? onDay(now, 0, 14) : null),
  tomorrowMorning: (now) => onDay(now, 1, 8),
  nextMonday: (now) => (now.getUTCDay() === 0 ? null : onDay(now, 8 - now.getUTCDay(), 8)), // on a Sunday it is tomorrow
  inAWeek: (now) => new Date(now.getTime() + 7 * A_DAY),
  inAMonth: (now) => new Date(now.getTime() + 30 * A_DAY),
  endOfMonth,
  today: (now) => now,
  yesterday: (now) => onDay(now, -1, 0),
};
const BEGINS = { choices: ["thisAfternoon", "tomorrowMorning", "nextMonday"] };
const ENDS = { choices: ["inAWeek", "inAMonth", "endOfMonth"] };
const PRINTED = { choices: ["today", "yesterday"], isDay: true };
const FIELDS = { go_live_at: BEGINS, expire_at: ENDS, pinned_until: ENDS, published_on: PRINTED };

export function openMoments(form) {
  for (const [name, kind] of Object.entries(FIELDS)) if (form.elements[name]) openMoment(form.elements[name], kind);
}

function openMoment(field, { choices, isDay = false }) {
  const label = field.labels[0];
  const name = label.textContent;
  const written = isDay ? writtenDay : writtenMoment;
  const native = element("input", { type: isDay ? "date" : "datetime-local", className: "moment-native", tabIndex: -1 });
  native.setAttribute("aria-label", words(isDay ? "pickDay" : "pickMoment"));
  const told = element("span", { className: "unseen", "aria-live": "polite" });
  const quick = choices.map((choice) => button(words(choice), () => choose(WHEN[choice](siteNow()))));
  const clear = button(words("clearField"), () => {
    write("");
    field.focus();
  });
  const pick = button(words(isDay ? "pickDay" : "pickMoment"), openPicker);
  const row = element("div", { className: "moment-ways", role: "group" }, pick, native, ...quick, clear, told);
  label.id ||= `${field.id}-label`;
  row.setAttribute("aria-label", words("quickChoices"));
  row.setAttribute("aria-describedby", label.id); // the field's own name stays its own
  field.after(row);

  function choose(moment) {
    if (moment) write(written(moment));
    show();
  }

  function write(text) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    told.textContent = text ? `${name}: ${text}` : "";
  }

  function openPicker() {
    const typed = readMoment(field.value);
    native.value = typed ? typed.toISOString().slice(0, isDay ? 10 : 16) : "";
    if (isDay) native.max = siteNow().toISOString().slice(0, 10);
    try {
      native.showPicker();
    } catch {
      native.classList.add("is-shown"); // a browser without the call has the control itself
      native.focus();
    }
  }

  for (const kind of ["input", "change"]) {
    native.addEventListener(kind, (event) => {
      event.stopPropagation(); // it belongs to the picker; the field tells the form
      if (native.value) choose(new Date(isDay ? native.value : `${native.value}Z`)); // both in UTC, as the site's clock is here
      else if (readMoment(field.value)) write("");
    });
  }

  function show() {
    clear.hidden = !field.value.trim();
    if (row.contains(document.activeElement)) return; // nothing goes from under the finger
    quick.forEach((one, i) => {
      const moment = WHEN[choices[i]](siteNow());
      one.hidden = !moment;
      one.title = moment ? written(moment) : "";
    });
  }
  field.addEventListener("input", show);
  field.addEventListener("focus", show);
  setInterval(show, HALF_A_MINUTE);
  show();
}

function button(text, act) {
  const made = element("button", { type: "button", className: "way", textContent: text });
  made.addEventListener("click", act);
  return made;
}
