/** A command that was sent and that the bot has not answered, or could not. */

import { drawCommandLine } from "./above.js";
import { dots } from "./components.js";
import { element } from "./dom.js";
import { drawOnlyYou } from "./message.js";
import { appBadge, avatar } from "./people.js";

export function drawPendingCommand(waiting, chat) {
  const { failure, label } = waiting;
  const name = element("span", { class: "message-author" }, chat.nameOf(chat.bot.id));
  const state = failure
    ? [element("div", { class: "failure", role: "alert" }, failure), drawOnlyYou(() => chat.forgetPending(waiting))]
    : element("div", { class: "thinking", role: "status" }, dots(), "Sending command…");
  const head = element("header", { class: "message-head" }, name, appBadge());
  return element(
    "article",
    { class: "message ephemeral", tabindex: "-1" },
    drawCommandLine(chat.personId, label, chat),
    avatar(chat.user(chat.bot.id)),
    element("div", { class: "message-main" }, head, state),
  );
}
