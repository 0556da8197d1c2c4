/** The field in which one changes an own message. */

import { element } from "./dom.js";

/** Draws it; `actions.cancelEdit` runs when it is done with, saved or not. */
export function drawEditor(message, { chat, actions }) {
  const field = element("textarea", {
    class: "edit-field",
    "aria-label": "Edit message",
    rows: "1",
    "data-focus": "editor",
  });
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
  const hint = element(
    "small",
    { class: "edit-hint" },
    "escape to ",
    button("cancel", actions.cancelEdit),
    " · enter to ",
    button("save", save),
  );
  queueMicrotask(() => {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
  return element("div", { class: "editor" }, field, hint);
}
