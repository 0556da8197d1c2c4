/** Dialogs of the page itself: questions, and the frame of every other one. */

import { makeChooser } from "./chooser.js";
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
export async function ask(title, label, action = "Create", value = "") {
  const words = await askAll(title, action, [{ label, max: 100, value }]);
  return words && words[0];
}

/** Asks for the words of several fields `{label, max, lines?, value?}`; resolves to them, or to null. */
export function askAll(title, action, wanted) {
  const fields = wanted.map(({ label, max, lines, value = "" }, index) => {
    const attributes = { id: freshId("answer"), maxlength: max, required: true, autofocus: index === 0 };
    const field = element(
      lines ? "textarea" : "input",
      lines ? { ...attributes, rows: lines } : { ...attributes, type: "text" },
    );
    field.value = value;
    const node = element("div", { class: "dialog-field" }, element("label", { for: field.id }, label), field);
    return { field, node };
  });
  const nodes = fields.map(({ node }) => node);
  return showForm(title, action, nodes, () => {
    const words = fields.map(({ field }) => field.value.trim());
    return words.every(Boolean) ? words : null;
  });
}

/** Asks for one of some options `{value, label}`; resolves to its value, or to null when the dialog was left. */
export function choose(title, label, action, options) {
  const chooser = makeChooser({ label, options: options.map((option, n) => ({ ...option, default: n === 0 })) });
  const node = element("div", { class: "dialog-field" }, element("span", {}, label), chooser.element);
  return showForm(title, action, [node], () => chooser.chosen()[0] ?? null);
}

function showForm(title, action, fields, answer) {
  return new Promise((resolve) => {
    const id = freshId("question");
    const form = element(
      "form",
      { method: "dialog" },
      element("header", { class: "dialog-head" }, element("h2", { id }, title)),
      element("div", { class: "dialog-body" }, fields),
      element(
        "footer",
        { class: "dialog-footer" },
        element("button", { value: "yes", class: "dialog-button primary" }, action),
      ),
    );
    const dialog = element("dialog", { class: "dialog small", "aria-labelledby": id }, form);
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes" ? answer() : null));
    showDialog(dialog);
  });
}
