/** Dialogs of the page itself: questions, and the frame of every other one. */

import { element, freshId } from "./dom.js";

/** Shows a dialog above everything; it is gone when it closes. */
export function showDialog(dialog) {
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}

/** Asks a question; resolves to whether it was answered with yes. */
export function confirm(question) {
  return new Promise((resolve) => {
    const button = (value, label, look) => element("button", { value, class: `dialog-button ${look}` }, label);
    const id = freshId("question");
    const form = element(
      "form",
      { method: "dialog" },
      element("h2", { id }, question),
      element("footer", { class: "dialog-footer" }, button("", "Cancel", "plain"), button("yes", "Delete", "danger")),
    );
    const dialog = element("dialog", { class: "dialog small", "aria-labelledby": id }, form);
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"));
    showDialog(dialog);
  });
}

/** Asks for a few words; resolves to them, or to null when the dialog was left. */
export function ask(title, label) {
  return new Promise((resolve) => {
    const id = freshId("question");
    const field = element("input", {
      id: `${id}-field`,
      type: "text",
      maxlength: 100,
      required: true,
      autofocus: true,
    });
    const done = element("button", { value: "yes", class: "dialog-button primary" }, "Create");
    const labelled = element("div", { class: "dialog-field" }, element("label", { for: field.id }, label), field);
    const body = element("div", { class: "dialog-body" }, labelled);
    const form = element(
      "form",
      { method: "dialog" },
      element("header", { class: "dialog-head" }, element("h2", { id }, title)),
      body,
      element("footer", { class: "dialog-footer" }, done),
    );
    const dialog = element("dialog", { class: "dialog small", "aria-labelledby": id }, form);
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes" ? field.value.trim() || null : null));
    showDialog(dialog);
  });
}
