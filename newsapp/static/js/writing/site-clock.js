// The site's own clock, which is not the browser's: a Date whose UTC parts read as the wall clock where the agency is.
import { words } from "./words.js";

const opened = Date.now();
const openedThere = Date.parse(`${words("siteNow")}Z`);
const A_DAY = 86_400_000;
const two = (number) => String(number).padStart(2, "0");

export const siteNow = () => new Date(openedThere + Date.now() - opened);

export function onDay(moment, days, hour, minute = 0) {
  const day = new Date(moment.getTime() + days * A_DAY);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hour, minute));
}

export function endOfMonth(moment) {
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + 1, 0, 23, 59));
}

export const writtenDay = (moment) => `${two(moment.getUTCDate())}/${two(moment.getUTCMonth() + 1)}/${moment.getUTCFullYear()}`;

// As the site prints it, and as articles are written: 08:00 01/12/2026.
export const writtenMoment = (moment) => `${two(moment.getUTCHours())}:${two(moment.getUTCMinutes())} ${writtenDay(moment)}`;

const TIME = String.raw`(?<hour>\d{1,2})(?:[:hg.](?<minute>\d{2})?)?`;
const DAY = String.raw`(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})`;
const WAYS = [new RegExp(`^${TIME} ${DAY}$`, "i"), new RegExp(`^${DAY}(?:,? ${TIME})?$`, "i")];

// What a field says in the ways that it is mostly written, for the browser's picker; null for what only the server reads.
export function readMoment(text) {
  const plain = text.trim().replace(/\s+/g, " ");
  const said = WAYS.map((way) => way.exec(plain)?.groups).find(Boolean);
  if (!said) return null;
  const { hour = 0, minute = 0, day, month, year } = Object.fromEntries(Object.entries(said).filter(([, part]) => part));
  const moment = new Date(Date.UTC(year, month - 1, day, hour, minute));
  return moment.getUTCDate() === Number(day) && moment.getUTCHours() === Number(hour) ? moment : null;
}
