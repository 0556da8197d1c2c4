/** How people and the bot look: coloured initials, and a badge for the bot. */

import { element } from "./dom.js";

function initials(name) {
  const words = name.trim().split(/\s+/);
  return (words.length > 1 ? words[0][0] + words.at(-1)[0] : name.slice(0, 1)).toUpperCase();
}

const DARK_INK_ABOVE = 0.3;

/** Black or white, whichever is easier to read on a colour written as #rrggbb (WCAG's relative luminance). */
function inkOn(colour) {
  const channels = [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255);
  const [red, green, blue] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > DARK_INK_ABOVE ? "#1c1d22" : "#fff";
}

/** The round picture of a user: initials on the person's colour, the project's emblem for the bot. */
export function avatar(user, size = "") {
  const name = user.global_name ?? user.username;
  const isBot = user.colour === null;
  const attributes = { class: `avatar ${size} ${isBot ? "avatar-bot emoji" : ""}`, "aria-hidden": "true" };
  const css = isBot ? {} : { "--person": user.colour, "--ink": inkOn(user.colour) };
  return element("span", { ...attributes, css }, isBot ? "🪦" : initials(name));
}

/** The mark beside the name of an application. */
export function appBadge() {
  return element("span", { class: "app-badge" }, "APP");
}
