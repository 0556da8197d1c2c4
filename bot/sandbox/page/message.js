/** One message: who, when, what it answers, its text, embeds, files, buttons, reactions, and what one can do with it. */

import { fullTime, messageTime, shortTime } from "./clock.js";
import { dots, drawComponents } from "./components.js";
import { element, externalLink, icon, iconButton, replaceChildren, safeAddress } from "./dom.js";
import { drawEmbed } from "./embed.js";
import { isOnlyEmoji } from "./emoji.js";
import { parseInline, parseMarkdown, plainText } from "./markdown.js";
import { drawNodes } from "./markdown_view.js";
import { appBadge, avatar } from "./people.js";
import { openPicker } from "./picker.js";

const REPLY = 19;
const SUPPRESS_EMBEDS = 4;
const LOADING = 128;
const PREVIEW_LENGTH = 160;

/**
 * Draws a message. `view` is what the timeline gives: `chat`, `context` (for markdown), `isGrouped`, `isEditing`, and
 * `actions` (`reply`, `edit`, `cancelEdit`, `openMenu`, `show`).
 */
export function drawMessage(message, view) {
  const { chat, isGrouped } = view;
  const isPing = message.mentions?.some(({ id }) => id === chat.personId) || message.mention_everyone;
  const classes = ["message", isGrouped && "grouped", isPing && "ping", message.ephemeral && "ephemeral"];
  const article = element(
    "article",
    { class: classes.filter(Boolean).join(" "), id: `message-${message.id}`, tabindex: "-1", "aria-label": nameOfMessage(message, chat) },
    drawAbove(message, view),
    drawMargin(message, view),
    element("div", { class: "message-main" }, !isGrouped && drawHead(message, chat), drawBody(message, view)),
    !isLoading(message) && drawToolbar(message, view),
  );
  article.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, textarea") || String(getSelection())) return;
    event.preventDefault();
    view.actions.openMenu(message, { x: event.clientX, y: event.clientY });
  });
  return article;
}

export function isLoading(message) {
  return Boolean(message.flags & LOADING);
}

/** A message in one line, for previews and screen readers. */
export function previewOf(message) {
  const words = plainText(parseInline(message.content.slice(0, 2 * PREVIEW_LENGTH))).slice(0, PREVIEW_LENGTH);
  if (words) return words;
  if (message.embeds?.[0]?.title) return plainText(parseInline(message.embeds[0].title));
  return message.attachments?.length ? "Attachment" : "Click to see the message";
}

function nameOfMessage(message, chat) {
  const when = messageTime(Date.parse(message.timestamp), chat.clock.now());
  return `${chat.nameOf(message.author.id)}, ${when}: ${previewOf(message)}`;
}

// What stands above: the message it answers, or the command that made it

function drawAbove(message, view) {
  const used = message.interaction_metadata ?? message.interaction;
  if (message.type === REPLY) return drawReplyLine(message.referenced_message, view);
  if (!used?.user || !(used.name ?? message.interaction?.name)) return null;
  const name = used.name ?? message.interaction.name;
  const person = view.chat.user(used.user.id);
  const who = element("span", { class: "above-name" }, view.chat.nameOf(used.user.id));
  return element("div", { class: "message-above" }, avatar(person, "tiny"), who, " used ", element("span", { class: "mention" }, `/${name}`));
}

function drawReplyLine(quoted, { chat, context, actions }) {
  if (!quoted) {
    return element("div", { class: "message-above" }, element("i", {}, "Original message was deleted"));
  }
  const show = () => actions.show(quoted.id);
  const words = drawNodes(parseInline(quoted.content.slice(0, PREVIEW_LENGTH).replace(/\s+/g, " ")), { ...context, canOpen: () => false });
  const preview = element("span", { class: "above-preview" }, quoted.content ? words : previewOf(quoted));
  for (const link of preview.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  return element(
    "button",
    { type: "button", class: "message-above above-link", on: { click: show }, "aria-label": `Show the message it answers: ${previewOf(quoted)}` },
    avatar(chat.user(quoted.author.id), "tiny"),
    element("span", { class: "above-name" }, chat.nameOf(quoted.author.id)),
    preview,
  );
}

// Author and time

function drawMargin(message, { chat, isGrouped }) {
  if (!isGrouped) return avatar(chat.user(message.author.id));
  return element("span", { class: "margin-time", "aria-hidden": "true" }, shortTime(Date.parse(message.timestamp)));
}

function drawHead(message, chat) {
  const moment = Date.parse(message.timestamp);
  const user = chat.user(message.author.id);
  return element(
    "header",
    { class: "message-head" },
    element("span", { class: "message-author", css: user.colour ? { "--person": user.colour } : {} }, chat.nameOf(message.author.id)),
    chat.isBot(message.author.id) && appBadge(),
    element("time", { class: "message-time", datetime: message.timestamp, title: fullTime(moment) }, messageTime(moment, chat.clock.now())),
  );
}

// Text and everything below it

function drawBody(message, view) {
  const { chat, context, isEditing } = view;
  if (isLoading(message)) {
    return element("div", { class: "thinking", role: "status" }, dots(), `${chat.nameOf(message.author.id)} is thinking…`);
  }
  const failures = chat.pendingAt(message.id).filter(({ failure }) => failure);
  const embeds = message.flags & SUPPRESS_EMBEDS ? [] : (message.embeds ?? []);
  return [
    isEditing ? drawEditor(message, view) : drawContent(message, context),
    embeds.map((embed) => drawEmbed(embed, context)),
    (message.attachments ?? []).map(drawAttachment),
    drawComponents(message, chat),
    drawReactions(message, view),
    failures.map(({ failure }) => element("div", { class: "failure", role: "alert" }, failure)),
    message.ephemeral && drawDismissal(message, chat),
  ];
}

function drawContent(message, context) {
  if (!message.content && !message.edited_timestamp) return null;
  const content = element(
    "div",
    { class: isOnlyEmoji(message.content) ? "message-content only-emoji" : "message-content" },
    drawNodes(parseMarkdown(message.content), context),
  );
  if (message.edited_timestamp) {
    const mark = element("span", { class: "edited", title: fullTime(Date.parse(message.edited_timestamp)) }, "(edited)");
    const last = content.lastElementChild;
    (last?.matches(".md-paragraph") ? last : content).append(" ", mark);
  }
  return content;
}

function drawEditor(message, { chat, actions }) {
  const field = element("textarea", { class: "edit-field", "aria-label": "Edit message", rows: "1", "data-focus": "editor" });
  field.value = message.content;
  const save = async () => {
    const content = field.value.trim();
    if (!content || content === message.content) return actions.cancelEdit();
    if (await chat.do("edit", { message_id: message.id, content })) actions.cancelEdit();
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") actions.cancelEdit();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    save();
  });
  const button = (label, run) => element("button", { type: "button", class: "text-button", on: { click: run } }, label);
  const hint = element("small", { class: "edit-hint" }, "escape to ", button("cancel", actions.cancelEdit), " · enter to ", button("save", save));
  queueMicrotask(() => {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
  return element("div", { class: "editor" }, field, hint);
}

function drawAttachment(attachment) {
  const address = safeAddress(new URL(attachment.url, location.href));
  const isPicture = attachment.content_type?.startsWith("image/") && address && new URL(address).origin === location.origin;
  if (isPicture) {
    return element("img", { class: "attachment", src: address, alt: attachment.description ?? attachment.filename, loading: "lazy" });
  }
  return element("div", { class: "attachment-file" }, externalLink(address, {}, attachment.filename), ` ${attachment.size} bytes`);
}

function drawDismissal(message, chat) {
  const dismiss = element("button", { type: "button", class: "text-button", on: { click: () => chat.dismiss(message.id) } }, "Dismiss message");
  return element("div", { class: "ephemeral-note" }, icon("eye"), "Only you can see this · ", dismiss);
}

// Reactions

function drawReactions(message, view) {
  const reactions = message.reactions ?? [];
  if (reactions.length === 0) return null;
  const add = iconButton("smile", "Add reaction", (event) => pickReaction(event.currentTarget, message, view.chat), { class: "reaction add", "data-focus": "add reaction" });
  return element("div", { class: "reactions", role: "group", "aria-label": "Reactions" }, reactions.map((reaction) => drawReaction(reaction, message, view.chat)), add);
}

function drawReaction({ emoji, count, me }, message, chat) {
  const toggle = () => chat.do(me ? "unreact" : "react", { message_id: message.id, emoji: emoji.name });
  const label = `${emoji.name}, ${count} ${count === 1 ? "reaction" : "reactions"}`;
  return element(
    "button",
    { type: "button", class: me ? "reaction mine" : "reaction", "aria-pressed": String(me), "aria-label": label, "data-focus": `reaction ${emoji.name}`, on: { click: toggle } },
    element("span", { class: "emoji" }, emoji.name),
    element("span", { class: "reaction-count" }, String(count)),
  );
}

export function pickReaction(anchor, message, chat) {
  openPicker(anchor, (emoji) => chat.do("react", { message_id: message.id, emoji }));
}

// What one can do

function drawToolbar(message, view) {
  const { chat, actions } = view;
  const isOwn = message.author.id === chat.personId;
  const open = ({ currentTarget }) => actions.openMenu(message, currentTarget);
  const lasting = !message.ephemeral && [
    iconButton("smile", "Add reaction", ({ currentTarget }) => pickReaction(currentTarget, message, chat), { "data-focus": "tool react" }),
    isOwn && iconButton("edit", "Edit", () => actions.edit(message), { "data-focus": "tool edit" }),
    iconButton("reply", "Reply", () => actions.reply(message), { "data-focus": "tool reply" }),
  ];
  const more = iconButton("dots", "More", open, { "data-focus": "tool more", "aria-haspopup": "menu" });
  return element("div", { class: "toolbar", role: "toolbar", "aria-label": "Message actions" }, lasting, more);
}

/** A command that was sent and that the bot has not answered, or could not. */
export function drawPendingCommand(waiting, { chat }) {
  const person = chat.person();
  const dismiss = element("button", { type: "button", class: "text-button", on: { click: () => chat.forgetPending(waiting) } }, "Dismiss message");
  const main = element("div", { class: "message-main" });
  const name = element("span", { class: "message-author" }, chat.nameOf(chat.bot.id));
  const state = waiting.failure
    ? [element("div", { class: "failure", role: "alert" }, waiting.failure), element("div", { class: "ephemeral-note" }, icon("eye"), "Only you can see this · ", dismiss)]
    : element("div", { class: "thinking", role: "status" }, dots(), "Sending command…");
  replaceChildren(main, element("header", { class: "message-head" }, name, appBadge()), state);
  const above = element("div", { class: "message-above" }, avatar(person, "tiny"), element("span", { class: "above-name" }, chat.nameOf(person.id)), " used ", element("span", { class: "mention" }, waiting.label));
  return element("article", { class: "message ephemeral" }, above, avatar(chat.user(chat.bot.id)), main);
}
