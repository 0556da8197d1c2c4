/** One message: who, when, what it answers, text, embeds, files, buttons, reactions, and what can be done with it. */

import { drawAbove, previewOf } from "./above.js";
import { fullTime, messageTime, shortTime } from "./clock.js";
import { dots, drawComponents } from "./components.js";
import { element, externalLink, icon, iconButton, safeAddress } from "./dom.js";
import { drawEditor } from "./editor.js";
import { drawEmbed } from "./embed.js";
import { isOnlyEmoji } from "./emoji.js";
import { parseMarkdown } from "./markdown.js";
import { drawNodes } from "./markdown_view.js";
import { appBadge, avatar } from "./people.js";
import { drawReactions, pickReaction } from "./reactions.js";

const SUPPRESS_EMBEDS = 4;
const LOADING = 128;
const THREAD_STARTER = 21;

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
    {
      class: classes.filter(Boolean).join(" "),
      id: `message-${message.id}`,
      tabindex: "-1",
      "aria-label": nameOfMessage(message, view),
    },
    drawAbove(message, view),
    drawMargin(message, view),
    element("div", { class: "message-main" }, !isGrouped && drawHead(message, chat), drawBody(message, view)),
    !isLoading(message) && drawToolbar(message, view),
  );
  article.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, textarea") || String(getSelection())) return;
    event.preventDefault();
    view.actions.openMenu({ x: event.clientX, y: event.clientY });
  });
  return article;
}

export function isLoading(message) {
  return Boolean(message.flags & LOADING);
}

function nameOfMessage(message, { chat, context }) {
  const when = messageTime(Date.parse(message.timestamp), chat.clock.now());
  return `${chat.nameOf(message.author.id)}, ${when}: ${previewOf(message, context.names)}`;
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
    element(
      "span",
      { class: "message-author", css: user.colour ? { "--person": user.colour } : {} },
      chat.nameOf(message.author.id),
    ),
    message.author.bot && appBadge(),
    element(
      "time",
      { class: "message-time", datetime: message.timestamp, title: fullTime(moment) },
      messageTime(moment, chat.clock.now()),
    ),
  );
}

// Text and everything below it

function drawBody(message, view) {
  const { chat, context, isEditing } = view;
  if (isLoading(message)) {
    const words = `${chat.nameOf(message.author.id)} is thinking…`;
    return element("div", { class: "thinking", role: "status" }, dots(), words);
  }
  const failures = chat.pendingAt(message.id).filter(({ failure }) => failure);
  return [
    isEditing ? drawEditor(message, view) : drawContent(message, context),
    drawForwarded(message, context),
    drawShown(message, context),
    message.thread && drawThread(message.thread, context),
    drawComponents(message, chat),
    drawReactions(message, chat),
    failures.map(({ failure }) => element("div", { class: "failure", role: "alert" }, failure)),
    message.ephemeral && drawOnlyYou(() => chat.dismiss(message.id)),
  ];
}

/** Embeds and files. */
function drawShown({ flags, embeds = [], attachments = [] }, context) {
  const shown = flags & SUPPRESS_EMBEDS ? [] : embeds;
  return [shown.map((embed) => drawEmbed(embed, context)), attachments.map(drawAttachment)];
}

/** What a forward carries, or the message on which a thread hangs. */
function drawForwarded(message, context) {
  const carried = (message.message_snapshots ?? []).map((snapshot) => snapshot.message);
  if (message.type === THREAD_STARTER && message.referenced_message) carried.push(message.referenced_message);
  return carried.map((inner) =>
    element(
      "div",
      { class: "forwarded" },
      message.message_snapshots && element("small", {}, "Forwarded"),
      drawContent(inner, context),
      drawShown(inner, context),
    ),
  );
}

function drawThread({ id, name }, context) {
  const open = () => context.openMessage(id, null);
  return element("button", { type: "button", class: "thread-link", on: { click: open } }, icon("thread"), name);
}

function drawContent(message, context) {
  if (!message.content) return null;
  const content = element(
    "div",
    { class: isOnlyEmoji(message.content) ? "message-content only-emoji" : "message-content" },
    drawNodes(parseMarkdown(message.content), context),
  );
  if (message.edited_timestamp) {
    const mark = element(
      "span",
      { class: "edited", title: fullTime(Date.parse(message.edited_timestamp)) },
      "(edited)",
    );
    const last = content.lastElementChild;
    (last?.matches(".md-paragraph") ? last : content).append(" ", mark);
  }
  return content;
}

function drawAttachment(attachment) {
  const address = safeAddress(new URL(attachment.url, location.href));
  const isPicture =
    attachment.content_type?.startsWith("image/") && address && new URL(address).origin === location.origin;
  if (isPicture) {
    return element("img", {
      class: "attachment",
      src: address,
      alt: attachment.description ?? attachment.filename,
      loading: "lazy",
    });
  }
  return element(
    "div",
    { class: "attachment-file" },
    externalLink(address, {}, attachment.filename),
    ` ${attachment.size} bytes`,
  );
}

/** The note below what only one person sees. */
export function drawOnlyYou(onDismiss) {
  const attributes = { type: "button", class: "text-button", "data-focus": "dismiss", on: { click: onDismiss } };
  const dismiss = element("button", attributes, "Dismiss message");
  return element("div", { class: "ephemeral-note" }, icon("eye"), "Only you can see this · ", dismiss);
}

// What one can do

function drawToolbar(message, view) {
  const { chat, actions } = view;
  const isOwn = message.author.id === chat.personId;
  const open = ({ currentTarget }) => actions.openMenu(currentTarget);
  const lasting = !message.ephemeral && [
    iconButton("smile", "Add reaction", ({ currentTarget }) => pickReaction(currentTarget, message, chat), {
      "data-focus": "tool react",
    }),
    isOwn && iconButton("edit", "Edit", actions.edit, { "data-focus": "tool edit" }),
    iconButton("reply", "Reply", actions.reply, { "data-focus": "tool reply" }),
  ];
  const more = iconButton("dots", "More", open, { "data-focus": "tool more", "aria-haspopup": "menu" });
  return element("div", { class: "toolbar", role: "toolbar", "aria-label": "Message actions" }, lasting, more);
}
