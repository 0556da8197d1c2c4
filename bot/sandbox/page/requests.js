/** The log of what the bot asked of the sandbox, to be opened from the panel at the side. */

import { element, iconButton, replaceChildren } from "./dom.js";
import { showDialog } from "./dialog.js";
import { shortTime } from "./clock.js";

/** Opens the log; it can be read anew while it is open. */
export async function openRequests(chat) {
  const list = element("div", { class: "request-list" });
  const read = async () => {
    const requests = await chat.requests();
    const rows = requests.toReversed().map(drawRequest);
    replaceChildren(list, rows.length ? rows : element("p", { class: "empty" }, "The bot has asked nothing yet."));
  };
  const again = element("button", { type: "button", class: "text-button", on: { click: read } }, "Read again");
  const close = iconButton("close", "Close", () => dialog.close());
  const head = element(
    "header",
    { class: "dialog-head" },
    element("h2", { id: "requests" }, "Requests of the bot"),
    again,
    close,
  );
  const dialog = element("dialog", { class: "dialog wide", "aria-labelledby": "requests" }, head, list);
  await read();
  showDialog(dialog);
}

function drawRequest({ at, method, path, status, asked, answered }) {
  const isFine = status >= 200 && status < 300;
  const outcome = element(
    "span",
    { class: isFine ? "request-status" : "request-status failure" },
    status ? String(status) : "lost",
  );
  const summary = element(
    "summary",
    {},
    element("b", {}, method),
    element("span", { class: "request-path" }, path),
    outcome,
    element("small", {}, shortTime(Date.parse(at))),
  );
  return element("details", { class: "request" }, summary, drawJson("asked", asked), drawJson("answered", answered));
}

function drawJson(name, value) {
  if (value === null || value === undefined) return null;
  return element(
    "div",
    { class: "request-body" },
    element("small", {}, name),
    element("pre", { class: "md-codeblock", tabindex: "0" }, JSON.stringify(value, null, 2)),
  );
}
