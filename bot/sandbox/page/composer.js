/** Where one writes: text, replies, and slash commands. */

import { placeOf } from "./chat.js";
import { Combobox } from "./combobox.js";
import { CommandForm } from "./command_form.js";
import { flattenCommands, matchCommands, parseTyped } from "./commands.js";
import { element, iconButton, replaceChildren } from "./dom.js";
import { previewOf } from "./above.js";
import { openPicker } from "./picker.js";

const MAX_HEIGHT = 240;

export class Composer {
  #replyTo = null;
  #form = null;
  #drafts = new Map();
  #channelId = null;

  /** `onEditLast` runs on the up arrow in an empty field, `onSent` after a message went off. */
  constructor(root, chat, { context, onEditLast, onSent }) {
    Object.assign(this, { root, chat, context, onEditLast, onSent });
    this.reply = element("div", { class: "reply-bar", hidden: true });
    this.field = element("textarea", {
      class: "composer-field",
      rows: "1",
      "aria-label": "Message",
      spellcheck: "true",
    });
    const emoji = iconButton("smile", "Insert an emoji", ({ currentTarget }) =>
      openPicker(currentTarget, (picked) => this.#insert(picked)),
    );
    const send = iconButton("send", "Send message", () => this.#send(), { class: "icon-button send" });
    this.box = element("div", { class: "composer-box" }, this.field, emoji, send);
    this.typing = element("div", { class: "typing", "aria-live": "polite" });
    replaceChildren(root, this.reply, this.box, this.typing);
    this.combobox = new Combobox(this.field, {
      label: "Commands",
      anchor: this.box,
      find: (words) => this.#findCommands(words),
      onPick: ({ command }) => this.#openForm(command),
    });
    this.field.addEventListener("input", () => this.#typed());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    for (const type of ["channel", "person"]) chat.addEventListener(type, () => this.#moved());
    chat.addEventListener("typing", () => this.#showTyping());
    this.#moved();
  }

  focus() {
    if (this.#form) this.#form.focus();
    else this.field.focus();
  }

  /** Puts words into the field and sends them; what was being written comes back afterwards. */
  async say(words) {
    this.#closeForm();
    const draft = this.field.value;
    this.field.value = words;
    await this.#send();
    if (this.field.value === "") this.field.value = draft;
    this.#grow();
  }

  replyTo(message) {
    this.#closeForm();
    this.#replyTo = message;
    const cancel = iconButton("close", "Cancel the reply", () => this.#cancelReply());
    const name = element("b", {}, this.chat.nameOf(message.author.id));
    replaceChildren(
      this.reply,
      element(
        "span",
        { class: "reply-words" },
        "Replying to ",
        name,
        element("span", { class: "reply-preview" }, previewOf(message, this.context.names)),
      ),
      cancel,
    );
    this.reply.hidden = false;
    this.focus();
  }

  #cancelReply() {
    this.#replyTo = null;
    this.reply.hidden = true;
    this.focus();
  }

  #moved() {
    const { channelId } = this.chat;
    if (channelId !== this.#channelId) {
      this.#drafts.set(this.#channelId, this.field.value);
      this.field.value = this.#drafts.get(channelId) ?? "";
      this.#channelId = channelId;
    }
    this.#replyTo = null;
    this.reply.hidden = true;
    this.#closeForm();
    this.field.placeholder = placeholderFor(this.chat.channel());
    this.#grow();
    this.#showTyping();
  }

  #typed() {
    this.#grow();
    if (this.field.value && !this.field.value.startsWith("/")) this.chat.tellTyping();
  }

  #grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, MAX_HEIGHT)}px`;
  }

  #insert(words) {
    this.field.setRangeText(words, this.field.selectionStart, this.field.selectionEnd, "end");
    this.field.focus();
    this.#grow();
  }

  #key(event) {
    if (event.isComposing) return;
    if (event.key === "Escape" && this.#replyTo) this.#cancelReply();
    if (event.key === "ArrowUp" && this.field.value === "") {
      event.preventDefault();
      this.onEditLast();
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    }
  }

  async #send() {
    const content = this.field.value.trim();
    if (!content) return;
    const typed = content.startsWith("/") ? parseTyped(this.#commands(), content) : null;
    if (typed) return this.#openForm(typed.command, typed.rest);
    const replyTo = this.#replyTo;
    const fields = replyTo ? { content, reply_to: replyTo.id } : { content };
    this.field.value = "";
    this.#grow();
    this.#replyTo = null;
    this.reply.hidden = true;
    this.onSent();
    if (await this.chat.do("say", fields)) return;
    if (this.field.value === "") this.field.value = content;
    if (replyTo) this.replyTo(replyTo);
    this.#grow();
  }

  // Commands

  #commands() {
    return flattenCommands(this.chat.world.commands);
  }

  #findCommands(words) {
    if (!words.startsWith("/") || words.includes("\n")) return [];
    return matchCommands(this.#commands(), words.slice(1)).map((command) => ({
      command,
      label: `/${command.name}`,
      description: command.description,
      hint: command.options.map(({ name, required }) => (required ? name : `[${name}]`)).join(" "),
    }));
  }

  #openForm(command, first = "") {
    this.#closeForm();
    this.field.value = "";
    this.#form = new CommandForm(this.chat, command, {
      first,
      onDone: () => {
        this.#closeForm();
        this.focus();
        this.onSent();
      },
    });
    this.box.hidden = true;
    this.box.after(this.#form.element);
    this.#form.focus();
  }

  #closeForm() {
    this.#form?.element.remove();
    this.#form = null;
    this.box.hidden = false;
  }

  #showTyping() {
    const names = this.chat.channelId ? this.chat.typing() : [];
    const verb = names.length > 1 ? "are" : "is";
    const words = names.length
      ? [
          element("span", { class: "dots", "aria-hidden": "true" }, element("i"), element("i"), element("i")),
          element("b", {}, names.join(" and ")),
          ` ${verb} typing…`,
        ]
      : [];
    replaceChildren(this.typing, words);
  }
}

function placeholderFor(channel) {
  if (!channel) return "";
  return `Message ${channel.guild ? placeOf(channel).words : `@${channel.name}`}`;
}
