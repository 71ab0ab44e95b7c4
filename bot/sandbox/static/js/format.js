// Numbers, money and times as the page's language writes them.

import { language, t } from "./texts.js";

const LOCALES = { en: "en-GB", fr: "fr-BE", nl: "nl-BE", de: "de-DE" };
const locale = () => LOCALES[language()] ?? "en-GB";

const dated = (options) => (at) => new Intl.DateTimeFormat(locale(), options).format(new Date(at));

export const time = dated({ hour: "2-digit", minute: "2-digit" });
export const day = dated({ weekday: "long", day: "numeric", month: "long" });
export const date = dated({ day: "numeric", month: "short", year: "numeric" });
export const moment = dated({
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

/** The civil day of an instant, to compare by. */
export const dayKey = (at) => new Date(at).toDateString();

export function money(amount, currency) {
  const value = Number(amount);
  if (amount === null || amount === "" || Number.isNaN(value)) return String(amount ?? "");
  return new Intl.NumberFormat(locale(), { style: "currency", currency }).format(value);
}

export function number(value) {
  const parsed = Number(value);
  if (value === null || value === "" || Number.isNaN(parsed)) return String(value ?? "");
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 3 }).format(parsed);
}

export const percent = (share) =>
  new Intl.NumberFormat(locale(), { style: "percent" }).format(Number(share));

/** How far the clock was moved: "3 d 1 h". */
export function span(seconds) {
  const hours = Math.round(seconds / 3600);
  const parts = [];
  if (hours >= 24) parts.push(t("span-days", { n: Math.floor(hours / 24) }));
  if (hours % 24 || !parts.length) parts.push(t("span-hours", { n: hours % 24 }));
  return parts.join(" ");
}
