/** How people and the bot look: coloured initials, and a badge for the bot. */

import { element } from "./dom.js";

function initials(name) {
  const words = name.trim().split(/\s+/);
  return (words.length > 1 ? words[0][0] + words.at(-1)[0] : name.slice(0, 1)).toUpperCase();
}

/** The round picture of a user: initials on the person's colour, the project's emblem for the bot. */
export function avatar(user, size = "") {
  const name = user.global_name ?? user.username;
  const isBot = user.colour === null;
  const attributes = { class: `avatar ${size} ${isBot ? "avatar-bot emoji" : ""}`, "aria-hidden": "true" };
  const css = isBot ? {} : { "--person": user.colour };
  return element("span", { ...attributes, css }, isBot ? "🪦" : initials(name));
}

/** The mark beside the name of an application. */
export function appBadge() {
  return element("span", { class: "app-badge" }, "APP");
}
