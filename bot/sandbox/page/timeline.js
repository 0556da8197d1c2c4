/** The list of messages: rows in order, grouped by author, with lines between days and above what is new. */

import { placeOf } from "./chat.js";
import { dayName, isSameDay } from "./clock.js";
import { element, icon, replaceChildren } from "./dom.js";
import { refreshRelativeTimes } from "./markdown_view.js";
import { drawMessage } from "./message.js";
import { openMessageMenu } from "./message_menu.js";
import { drawPendingCommand } from "./pending.js";

const GROUP_MS = 7 * 60_000;
const NEAR_END = 80;
const NEAR_START = 200;
const FLASH_MS = 1600;
const REFRESH_MS = 15_000;

export class Timeline {
  #rows = new Map();
  #versions = new WeakMap();
  #editing = null;
  #drawn = 0;
  #isStuck = true;
  #isLoadingOlder = false;

  /** `composer` is told what to reply to, `dialogs` are what the menu asks by, `context` is for markdown. */
  constructor(root, chat, { composer, dialogs, context }) {
    Object.assign(this, { root, chat, composer, dialogs, context });
    this.list = element("div", { class: "messages", role: "log", "aria-label": "Messages", "aria-live": "polite" });
    this.root.append(this.list);
    for (const type of ["messages", "pending", "world"]) chat.addEventListener(type, () => this.draw());
    for (const type of ["channel", "person"]) chat.addEventListener(type, () => this.#reset());
    this.root.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.list.addEventListener("keydown", (event) => this.#moveByKey(event));
    const observer = new ResizeObserver(() => this.#stick());
    for (const node of [this.root, this.list]) observer.observe(node);
    setInterval(() => refreshRelativeTimes(this.list, chat.clock.now()), REFRESH_MS);
  }

  #reset() {
    this.#rows.clear();
    this.#editing = null;
    this.#isStuck = true;
    this.list.replaceChildren();
    this.draw();
  }

  /** Brings the rows up to date; rows that did not change keep their elements: focus and open spoilers stay. */
  draw() {
    const focused = this.#focusedPart();
    const rows = new Map();
    for (const [key, version, make] of this.#wanted()) {
      const known = this.#rows.get(key);
      rows.set(key, known?.version === version ? known : { version, node: make() });
    }
    this.#rows = rows;
    placeInOrder(
      this.list,
      [...rows.values()].map(({ node }) => node),
    );
    this.#makeReachable();
    this.#restoreFocus(focused);
    this.#stick();
  }

  /** The Tab key reaches the newest message; the arrow keys go on from there. */
  #makeReachable() {
    for (const article of this.list.querySelectorAll("article[tabindex='0']")) article.tabIndex = -1;
    const newest = this.list.querySelector("article:last-of-type");
    if (newest) newest.tabIndex = 0;
  }

  /** The rows that belong here: `[key, version, make]`, where a row is made again when its version is another. */
  *#wanted() {
    const { chat } = this;
    const messages = chat.messages();
    if (messages === null)
      return yield ["loading", "", () => element("div", { class: "empty", role: "status" }, "Loading messages…")];
    if (chat.hasBeginning()) yield ["beginning", chat.channelId, () => this.#drawBeginning()];
    let previous = null;
    for (const message of messages) {
      const moment = Date.parse(message.timestamp);
      const startsDay = !previous || !isSameDay(moment, Date.parse(previous.timestamp));
      if (startsDay) yield [`day ${message.id}`, "", () => drawLine("day", dayName(moment))];
      const isNew = message.id === chat.newSince;
      if (isNew) yield ["new", message.id, () => drawLine("new", "New")];
      const isGrouped = !startsDay && !isNew && continues(message, previous);
      yield [message.id, this.#versionOf(message, isGrouped), () => this.#drawMessage(message, isGrouped)];
      previous = message;
    }
    for (const waiting of chat.pendingCommands()) {
      yield [waiting, waiting.failure, () => drawPendingCommand(waiting, chat)];
    }
  }

  /** An editor stays as it is, whatever happens to its message. */
  #versionOf(message, isGrouped) {
    if (!this.#versions.has(message)) this.#versions.set(message, (this.#drawn += 1));
    if (this.#editing === message.id) return `editing ${isGrouped}`;
    const pending = this.chat.pendingAt(message.id).map(({ control, failure }) => `${control}=${failure}`);
    return [this.#versions.get(message), isGrouped, ...pending].join(" ");
  }

  #drawMessage(message, isGrouped) {
    const { chat, context, dialogs } = this;
    const actions = {
      reply: () => this.composer.replyTo(message),
      edit: () => this.edit(message.id),
      cancelEdit: () => this.edit(null),
      openMenu: (anchor) => openMessageMenu(message, anchor, { chat, actions, dialogs }),
      show: (id) => this.show(id),
    };
    return drawMessage(message, { chat, context, isGrouped, isEditing: this.#editing === message.id, actions });
  }

  #drawBeginning() {
    const { sign, words } = placeOf(this.chat.channel());
    return element(
      "div",
      { class: "beginning" },
      element("span", { class: "beginning-mark" }, icon(sign)),
      element("h2", {}, `Welcome to ${words}`),
      element("p", {}, "Paste an arXiv link, or pick a suggestion, and see what the bot says about its code."),
    );
  }

  // Editing

  /** Opens the editor in a message, or closes it (null). */
  edit(messageId) {
    this.#editing = messageId;
    this.draw();
    if (messageId === null) this.composer.focus();
  }

  /** Opens the editor in the last message of the person who speaks. */
  editLastOwn() {
    const last = this.chat
      .messages()
      ?.findLast(({ author, ephemeral }) => author.id === this.chat.personId && !ephemeral);
    if (last) this.edit(last.id);
  }

  // Place and focus

  #stick() {
    if (this.#isStuck) this.root.scrollTop = this.root.scrollHeight;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.root;
    this.#isStuck = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (scrollTop < NEAR_START) this.#loadOlder();
  }

  async #loadOlder() {
    if (this.#isLoadingOlder || this.chat.hasBeginning() || !this.chat.messages()) return;
    this.#isLoadingOlder = true;
    const fromEnd = this.root.scrollHeight - this.root.scrollTop;
    try {
      await this.chat.loadOlder();
      if (!this.#isStuck) this.root.scrollTop = this.root.scrollHeight - fromEnd;
    } finally {
      this.#isLoadingOlder = false;
    }
  }

  /** Scrolls to a message and lets it flash; says so when it is not there. */
  show(messageId) {
    const row = document.getElementById(`message-${messageId}`);
    if (!row) return this.chat.notice("That message is not here any more.");
    this.#isStuck = false;
    row.scrollIntoView({ block: "center" });
    row.focus({ preventScroll: true });
    row.classList.add("flash");
    setTimeout(() => row.classList.remove("flash"), FLASH_MS);
  }

  scrollToEnd() {
    this.#isStuck = true;
    this.#stick();
  }

  /** Arrow keys walk through the messages; Escape goes back to where one writes. */
  #moveByKey(event) {
    const row = event.target.closest("article");
    if (!row || event.target.matches("textarea")) return;
    const rows = [...this.list.querySelectorAll("article")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") return this.composer.focus();
    if (!step) return;
    event.preventDefault();
    const next = rows[rows.indexOf(row) + step];
    if (next) next.focus();
    else if (step === 1) this.composer.focus();
  }

  #focusedPart() {
    const active = document.activeElement;
    if (!this.list.contains(active)) return null;
    const article = active.closest("article");
    return article && { active, id: article.id, part: active.dataset.focus ?? null };
  }

  #restoreFocus(focused) {
    if (!focused || focused.active.isConnected) return;
    const article = document.getElementById(focused.id);
    const part = focused.part && article?.querySelector(`[data-focus="${CSS.escape(focused.part)}"]`);
    (part || article || this.composer).focus({ preventScroll: true });
  }
}

function continues(message, previous) {
  const isPlain = ({ type }) => type === 0 || type === undefined;
  return (
    previous.author.id === message.author.id &&
    isPlain(message) &&
    !message.message_reference &&
    !message.ephemeral &&
    !previous.ephemeral &&
    Date.parse(message.timestamp) - Date.parse(previous.timestamp) < GROUP_MS
  );
}

function drawLine(kind, words) {
  const line = element("div", { class: `line line-${kind}`, role: "separator", "aria-label": words });
  replaceChildren(line, element("span", {}, words));
  return line;
}

/** Makes the children of a list these nodes in this order, and moves no node that is already in place. */
function placeInOrder(list, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
  });
}
