/** The servers and their channels, with what is unread, and the bot with whether it is there. */

import { element, icon, replaceChildren } from "./dom.js";
import { appBadge, avatar } from "./people.js";

const THREADS = new Set([10, 11, 12]);
const FORUM = 15;

export class Sidebar {
  /** `onOpen` gets the id of the channel that was pressed, `onPost` the forum in which somebody wants to post. */
  constructor(root, chat, { onOpen, onPost }) {
    Object.assign(this, { root, chat, onOpen, onPost });
    this.list = element("nav", { class: "channel-list", "aria-label": "Channels" });
    this.bot = element("div", { class: "bot-card" });
    replaceChildren(root, this.list, this.bot);
    for (const type of ["world", "person", "channel", "unread"]) chat.addEventListener(type, () => this.draw());
    this.draw();
  }

  draw() {
    const { chat } = this;
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.channel : null;
    const guilds = chat.world.guilds.map((guild) => this.#drawGroup(guild.name, inOrder(this.#channelsOf(guild))));
    replaceChildren(this.list, guilds, this.#drawGroup("Direct messages", [null]));
    if (focused) this.list.querySelector(`[data-channel="${CSS.escape(focused)}"]`)?.focus();
    this.#drawBot();
  }

  /** Archived threads leave the list, as in Discord, except for the open one. */
  #channelsOf(guild) {
    const talked = this.chat.channels().filter((channel) => channel.guild?.id === guild.id);
    const listed = talked.filter(({ id, archived }) => !archived || id === this.chat.channelId);
    return [...listed, ...this.chat.forums(guild)];
  }

  #drawGroup(name, channels) {
    const items = channels.map((channel) =>
      element("li", {}, channel ? this.#drawChannel(channel) : this.#drawDirect()),
    );
    return [element("h2", { class: "guild-name" }, name), element("ul", {}, items)];
  }

  #drawChannel(channel) {
    const { id, name, type } = channel;
    if (type === FORUM) return this.#drawForum(channel);
    const isThread = THREADS.has(type);
    return this.#drawEntry(id, name, isThread ? "thread" : "hash", isThread && "thread", () => this.onOpen(id));
  }

  /** A forum holds posts only: pressing it makes a new one. */
  #drawForum(forum) {
    const attributes = { type: "button", class: "channel", "aria-label": `${forum.name}, new post` };
    const words = element("span", { class: "channel-name" }, forum.name);
    const post = () => this.onPost(forum);
    return element("button", { ...attributes, on: { click: post } }, icon("forum"), words, icon("plus"));
  }

  #drawDirect() {
    const { chat } = this;
    const open = async () => {
      const id = await chat.openDirect();
      if (id) this.onOpen(id);
    };
    return this.#drawEntry(chat.direct?.id ?? "direct", chat.nameOf(chat.bot.id), "at", "", open);
  }

  #drawEntry(id, name, sign, look, open) {
    const isOpen = id === this.chat.channelId;
    const unread = this.chat.unread(id);
    const badge = unread?.mentions > 0 && element("span", { class: "badge" }, String(unread.mentions));
    const attributes = {
      type: "button",
      class: ["channel", isOpen && "open", unread && "unread", look].filter(Boolean).join(" "),
      "data-channel": id,
      "aria-current": isOpen ? "page" : null,
      "aria-label": unread ? `${name}, ${unread.count} unread` : name,
    };
    const words = element("span", { class: "channel-name" }, name);
    return element("button", { ...attributes, on: { click: open } }, icon(sign), words, badge);
  }

  #drawBot() {
    const { chat } = this;
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
}

/** Channels and forums with their threads and posts right below them. */
function inOrder(channels) {
  const known = new Set(channels.map(({ id }) => id));
  const isLoose = ({ type, parent_id: parent }) => !THREADS.has(type) || !known.has(parent);
  return channels
    .filter(isLoose)
    .flatMap((channel) => [
      channel,
      ...channels.filter((each) => THREADS.has(each.type) && each.parent_id === channel.id),
    ]);
}
