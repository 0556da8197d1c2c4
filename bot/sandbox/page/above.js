/** What stands above a message: the message that it answers, or the command that made it. */

import { element } from "./dom.js";
import { parseInline, plainText } from "./markdown.js";
import { avatar } from "./people.js";

const REPLY = 19;
const COMMAND = 20;
const MENU = 23;
const POINTS_TO = 0;
const PREVIEW_LENGTH = 160;

/** A message in one line, for previews and screen readers. */
export function previewOf(message, names) {
  const words = plainText(parseInline(message.content.slice(0, 2 * PREVIEW_LENGTH)), names).slice(0, PREVIEW_LENGTH);
  if (words) return words;
  if (message.embeds?.[0]?.title) return plainText(parseInline(message.embeds[0].title), names);
  return message.attachments?.length ? "Attachment" : "Click to see the message";
}

/** The line above a message, or null. Answers to a press point to their message without being replies of a person. */
export function drawAbove(message, view) {
  const { type, message_reference: reference, interaction_metadata: used } = message;
  if (type === COMMAND || type === MENU) {
    return used?.name ? drawCommandLine(used.user.id, type === COMMAND ? `/${used.name}` : used.name, view.chat) : null;
  }
  if (type === REPLY) return drawReplyLine(message.referenced_message, view);
  const pointed = reference?.type === POINTS_TO && view.chat.message(reference.message_id);
  return pointed ? drawReplyLine(pointed, view) : null;
}

/** "Ada used /paper". */
export function drawCommandLine(personId, command, chat) {
  return element(
    "div",
    { class: "message-above" },
    avatar(chat.user(personId), "tiny"),
    element("span", { class: "above-name" }, chat.nameOf(personId)),
    " used ",
    element("span", { class: "mention" }, command),
  );
}

function drawReplyLine(quoted, { chat, context, actions }) {
  if (!quoted) {
    return element("div", { class: "message-above" }, element("i", {}, "Original message was deleted"));
  }
  const words = previewOf(quoted, context.names);
  return element(
    "button",
    {
      type: "button",
      class: "message-above above-link",
      "aria-label": `Show the message it answers: ${words}`,
      "data-focus": "above",
      on: { click: () => actions.show(quoted.id) },
    },
    avatar(chat.user(quoted.author.id), "tiny"),
    element("span", { class: "above-name" }, chat.nameOf(quoted.author.id)),
    element("span", { class: "above-preview" }, words),
  );
}
