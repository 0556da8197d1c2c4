/** Reactions below a message, and adding one. */

import { element, iconButton } from "./dom.js";
import { openPicker } from "./picker.js";

/** The reactions with their counts, those of the person who speaks marked; null when there are none. */
export function drawReactions(message, chat) {
  const reactions = message.reactions ?? [];
  if (reactions.length === 0) return null;
  const add = iconButton("smile", "Add reaction", (event) => pickReaction(event.currentTarget, message, chat), {
    class: "reaction add",
    "data-focus": "add reaction",
  });
  return element(
    "div",
    { class: "reactions", role: "group", "aria-label": "Reactions" },
    reactions.map((reaction) => drawReaction(reaction, message, chat)),
    add,
  );
}

function drawReaction({ emoji, count, me }, message, chat) {
  const toggle = () => chat.do(me ? "unreact" : "react", { message_id: message.id, emoji: emoji.name });
  const label = `${emoji.name}, ${count} ${count === 1 ? "reaction" : "reactions"}`;
  return element(
    "button",
    {
      type: "button",
      class: me ? "reaction mine" : "reaction",
      "aria-pressed": String(me),
      "aria-label": label,
      "data-focus": `reaction ${emoji.name}`,
      on: { click: toggle },
    },
    element("span", { class: "emoji" }, emoji.name),
    element("span", { class: "reaction-count" }, String(count)),
  );
}

/** Opens the choice of emoji for a message. */
export function pickReaction(anchor, message, chat) {
  openPicker(anchor, (emoji) => chat.do("react", { message_id: message.id, emoji }));
}
