/** The server's clock, which may stand still or be ahead of ours, and moments in words as Discord writes them. */

const FROZEN_BELOW = 0.1;

/** Tells the server's time between the moments at which it was read; notices a clock that stands still. */
export class ServerClock {
  #read = Date.now();
  #readAt = performance.now();
  #rate = 1;

  /** Takes the server's time as just received: milliseconds since the epoch. */
  sync(moment) {
    const passedHere = performance.now() - this.#readAt;
    if (passedHere > 1000) this.#rate = (moment - this.#read) / passedHere < FROZEN_BELOW ? 0 : 1;
    this.#read = moment;
    this.#readAt = performance.now();
  }

  now() {
    return this.#read + this.#rate * (performance.now() - this.#readAt);
  }
}

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};

const UNITS = [
  ["year", 365 * 86400],
  ["month", 30 * 86400],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

function format(moment, options, locale) {
  return new Intl.DateTimeFormat(locale, options).format(moment);
}

function isMoment(moment) {
  return Number.isFinite(moment) && Math.abs(moment) <= 8.64e15;
}

/** "2 days ago", "in 3 hours": the largest unit that fits, rounded. */
export function relativeTime(moment, now, locale) {
  const seconds = (moment - now) / 1000;
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.round(seconds / length), unit);
}

/** What `<t:unix:style>` shows; moments are milliseconds. */
export function timestampText(moment, style, now, locale) {
  if (!isMoment(moment)) return "Invalid Date";
  return style === "R" ? relativeTime(moment, now, locale) : format(moment, STYLES[style], locale);
}

/** The whole moment, for tips. */
export function fullTime(moment, locale) {
  return isMoment(moment) ? format(moment, STYLES.F, locale) : "";
}

function startOfDay(moment) {
  return new Date(moment).setHours(0, 0, 0, 0);
}

/** How a message's head and an embed's footer say when: "Today at 14:05", "Yesterday at 14:05", "22/11/2026, 14:05". */
export function messageTime(moment, now, locale) {
  if (!isMoment(moment)) return "";
  const days = Math.round((startOfDay(now) - startOfDay(moment)) / 86_400_000);
  const time = format(moment, STYLES.t, locale);
  if (days === 0) return `Today at ${time}`;
  if (days === 1) return `Yesterday at ${time}`;
  return format(moment, { dateStyle: "short", timeStyle: "short" }, locale);
}

/** The hour alone, beside a message that continues another. */
export function shortTime(moment, locale) {
  return isMoment(moment) ? format(moment, STYLES.t, locale) : "";
}

/** The day on the line between two days. */
export function dayName(moment, locale) {
  return format(moment, STYLES.D, locale);
}

export function isSameDay(one, other) {
  return startOfDay(one) === startOfDay(other);
}
