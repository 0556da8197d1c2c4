/** The servers and their channels, with what is unread, and the bot with whether it is there. */

import { element, icon, replaceChildren } from "./dom.js";
import { appBadge, avatar } from "./people.js";

const THREADS = new Set([10, 11, 12]);

export class Sidebar {
  /** `onOpen` gets the id of the channel that was pressed. */
  constructor(root, chat, { onOpen }) {
    Object.assign(this, { root, chat, onOpen });
    this.list = element("nav", { class: "channel-list", "aria-label": "Channels" });
    this.bot = element("div", { class: "bot-card" });
    replaceChildren(root, this.list, this.bot);
    for (const type of ["world", "channel", "unread", "connection"]) chat.addEventListener(type, () => this.draw());
    this.draw();
  }

  draw() {
    const { chat } = this;
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.channel : null;
    replaceChildren(
      this.list,
      chat.world.guilds.map((guild) => this.#drawGuild(guild)),
    );
    if (focused) this.list.querySelector(`[data-channel="${CSS.escape(focused)}"]`)?.focus();
    const isOnline = chat.world.bot_online;
    const state = element("span", { class: "bot-state" }, isOnline ? "online" : "offline");
    const name = element("span", { class: "bot-name" }, chat.nameOf(chat.bot.id), appBadge());
    const picture = element(
      "span",
      { class: isOnline ? "presence online" : "presence" },
      avatar(chat.user(chat.bot.id)),
    );
    replaceChildren(this.bot, picture, element("span", { class: "bot-words", role: "status" }, name, state));
  }

  #drawGuild(guild) {
    const ids = new Set(guild.channels.map(({ id }) => id));
    const talkable = this.chat.channels().filter((channel) => channel.guild.id === guild.id && ids.has(channel.id));
    return [
      element("h2", { class: "guild-name" }, guild.name),
      element(
        "ul",
        {},
        talkable.map((channel) => element("li", {}, this.#drawChannel(channel))),
      ),
    ];
  }

  #drawChannel({ id, name, type }) {
    const isOpen = id === this.chat.channelId;
    const unread = this.chat.unread(id);
    const isThread = THREADS.has(type);
    const classes = ["channel", isOpen && "open", unread && "unread", isThread && "thread"].filter(Boolean).join(" ");
    const badge = unread?.mentions > 0 && element("span", { class: "badge" }, String(unread.mentions));
    const label = unread ? `${name}, ${unread.count} unread` : name;
    return element(
      "button",
      {
        type: "button",
        class: classes,
        "data-channel": id,
        "aria-current": isOpen ? "page" : null,
        "aria-label": label,
        on: { click: () => this.onOpen(id) },
      },
      icon(isThread ? "thread" : "hash"),
      element("span", { class: "channel-name" }, name),
      badge,
    );
  }
}
