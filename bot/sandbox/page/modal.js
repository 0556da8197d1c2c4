/** The forms that the bot asks to be filled in. */

import { showDialog } from "./dialog.js";
import { element, freshId, iconButton, replaceChildren } from "./dom.js";
import { fieldsOf } from "./form_fields.js";
import { avatar } from "./people.js";

/** Opens a form of the bot (`modal` is what it sent); it closes when the bot took it. */
export function openModal({ interaction_id: interactionId, modal }, chat, context) {
  const id = freshId("modal");
  const parts = modal.components.flatMap((component) => fieldsOf(component, chat, context));
  const fields = parts.filter(({ customId }) => customId);
  const problem = element("div", { class: "failure", role: "alert" });
  const nodes = parts.map(({ node }) => node);
  const { head, foot, submit, leave } = drawFrame(id, modal.title, chat);
  const form = element(
    "form",
    { novalidate: true },
    head,
    element("div", { class: "dialog-body" }, nodes, problem),
    foot,
  );
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": id }, form);
  for (const button of leave) button.addEventListener("click", () => dialog.close());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const refused = fields.filter((field) => !field.check());
    if (refused.length > 0) return refused[0].focus();
    submit.disabled = true;
    const values = Object.fromEntries(fields.map(({ customId, value }) => [customId, value()]));
    const failure = await chat.submit(interactionId, values);
    submit.disabled = false;
    if (failure === null) dialog.close();
    else replaceChildren(problem, failure);
  });
  showDialog(dialog);
  fields[0]?.focus();
}

function drawFrame(id, title, chat) {
  const cancel = element("button", { type: "button", class: "dialog-button plain" }, "Cancel");
  const submit = element("button", { type: "submit", class: "dialog-button primary" }, "Submit");
  const close = iconButton("close", "Close", null);
  const picture = avatar(chat.user(chat.bot.id), "small");
  const head = element("header", { class: "dialog-head" }, picture, element("h2", { id }, title), close);
  const foot = element("footer", { class: "dialog-footer" }, cancel, submit);
  return { head, foot, submit, leave: [close, cancel] };
}
