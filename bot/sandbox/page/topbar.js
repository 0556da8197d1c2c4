/** Above the messages: the channel, who speaks, and the page's own switches. */

import { placeOf } from "./chat.js";
import { element, icon, iconButton, replaceChildren } from "./dom.js";
import { avatar } from "./people.js";
import { openMenu, roveFocus } from "./popup.js";
import { nextTheme, themeName } from "./theme.js";

const THREADS = new Set([10, 11, 12]);

export class Topbar {
  /** Its `channelsButton` and `drawerButton` are for the panels at the sides; `ask` asks for a few words. */
  constructor(root, chat, { ask }) {
    Object.assign(this, { root, chat, ask });
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
    const isThread = THREADS.has(channel.type);
    const state = [channel.archived && "archived", channel.locked && "locked"].filter(Boolean).join(", ");
    replaceChildren(
      this.title,
      icon(placeOf(channel).sign),
      element("h1", {}, channel.name),
      state && element("span", { class: "topic" }, state),
      isThread && iconButton("dots", "Thread", ({ currentTarget }) => this.#openThreadMenu(currentTarget, channel)),
      channel.topic && element("span", { class: "topic", title: channel.topic }, channel.topic),
    );
    document.title = `${channel.guild ? "#" : "@"}${channel.name} · ${this.chat.nameOf(this.chat.bot.id)} sandbox`;
  }

  #openThreadMenu(anchor, { id, name, archived, locked }) {
    const { chat } = this;
    const change = (changes) => chat.do("change_thread", { channel_id: id, ...changes });
    const rename = async () => {
      const words = await this.ask("Rename thread", "Name", "Rename", name);
      if (words && words !== name) change({ name: words });
    };
    openMenu(anchor, "What to do with the thread", [
      { label: "Rename thread", icon: icon("edit"), run: rename },
      {
        label: archived ? "Open thread again" : "Close thread",
        icon: icon("archive"),
        run: () => change({ archived: !archived }),
      },
      { label: locked ? "Unlock thread" : "Lock thread", icon: icon("lock"), run: () => change({ locked: !locked }) },
    ]);
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
