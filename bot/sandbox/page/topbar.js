/** Above the messages: the channel, who speaks, and the page's own switches. */

import { element, icon, iconButton, replaceChildren } from "./dom.js";
import { avatar } from "./people.js";
import { roveFocus } from "./popup.js";
import { nextTheme, themeName } from "./theme.js";

export class Topbar {
  /** Its `channelsButton` and `drawerButton` are for the panels at the sides. */
  constructor(root, chat) {
    Object.assign(this, { root, chat });
    this.title = element("div", { class: "title" });
    this.people = element("div", { class: "people", role: "radiogroup", "aria-label": "Speak as" });
    roveFocus(this.people, "[role=radio]");
    this.theme = iconButton("auto", "Theme", () => {
      nextTheme();
      this.#drawTheme();
    });
    this.drawerButton = iconButton("panel", "Try it", null, { "aria-controls": "drawer" });
    this.channelsButton = iconButton("menu", "Channels", null, {
      class: "icon-button only-narrow",
      "aria-controls": "sidebar",
    });
    const speak = element(
      "div",
      { class: "speak-as" },
      element("span", { class: "speak-label", "aria-hidden": "true" }, "Speak as"),
      this.people,
    );
    replaceChildren(
      root,
      this.channelsButton,
      this.title,
      speak,
      element("div", { class: "switches" }, this.theme, this.drawerButton),
    );
    for (const type of ["world", "channel"]) chat.addEventListener(type, () => this.#drawTitle());
    chat.addEventListener("person", () => this.#drawPeople());
    this.#drawTitle();
    this.#drawPeople();
    this.#drawTheme();
  }

  #drawTitle() {
    const channel = this.chat.channel();
    if (!channel) return;
    replaceChildren(
      this.title,
      icon(channel.guild ? "hash" : "at"),
      element("h1", {}, channel.name),
      channel.topic && element("span", { class: "topic", title: channel.topic }, channel.topic),
    );
    document.title = `${channel.guild ? "#" : "@"}${channel.name} · ${this.chat.nameOf(this.chat.bot.id)} sandbox`;
  }

  #drawPeople() {
    const hadFocus = this.people.contains(document.activeElement);
    replaceChildren(
      this.people,
      this.chat.world.people.map((person) => this.#drawPerson(person)),
    );
    if (hadFocus) this.people.querySelector("[aria-checked=true]")?.focus();
  }

  #drawPerson(person) {
    const isSpeaking = person.id === this.chat.personId;
    const name = this.chat.nameOf(person.id);
    const role = person.is_moderator ? `${name}, moderator` : name;
    const attributes = {
      type: "button",
      class: "person",
      role: "radio",
      "aria-checked": String(isSpeaking),
      "aria-label": `Speak as ${role}`,
      title: role,
      tabindex: isSpeaking ? "0" : "-1",
    };
    return element(
      "button",
      { ...attributes, on: { click: () => isSpeaking || this.chat.speakAs(person.id) } },
      avatar(person, "small"),
      element("span", { class: "person-name" }, name),
    );
  }

  #drawTheme() {
    const name = themeName();
    const look = {
      auto: ["auto", "Theme: as the system"],
      dark: ["moon", "Theme: dark"],
      light: ["sun", "Theme: light"],
    }[name];
    this.theme.setAttribute("aria-label", look[1]);
    this.theme.title = look[1];
    replaceChildren(this.theme, icon(look[0]));
  }
}
