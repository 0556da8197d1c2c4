/** Dialogs: the forms that the bot asks to be filled in, and questions of the page itself. */

import { makeChooser } from "./chooser.js";
import { optionsOf } from "./components.js";
import { element, freshId, iconButton, replaceChildren } from "./dom.js";
import { parseMarkdown } from "./markdown.js";
import { drawNodes } from "./markdown_view.js";
import { avatar } from "./people.js";

const ROW = 1;
const TEXT_INPUT = 4;
const TEXT_DISPLAY = 10;
const LABEL = 18;
const PARAGRAPH = 2;
const SELECTS = new Set([3, 5, 6, 7, 8]);

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
    const body = element("div", { class: "dialog-body" }, drawLabelled(field.id, label, field));
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

function drawLabelled(id, label, field) {
  return element("div", { class: "dialog-field" }, element("label", { for: id }, label), field);
}

/** Opens a form of the bot (`modal` is what it sent); it closes when the bot took it. */
export function openModal({ interaction_id: interactionId, modal }, chat, context) {
  const id = freshId("modal");
  const fields = modal.components.flatMap((component) => fieldsOf(component, chat, context));
  const problem = element("div", { class: "failure", role: "alert" });
  const submit = element("button", { type: "submit", class: "dialog-button primary" }, "Submit");
  const cancel = element(
    "button",
    { type: "button", class: "dialog-button plain", on: { click: () => dialog.close() } },
    "Cancel",
  );
  const head = element(
    "header",
    { class: "dialog-head" },
    avatar(chat.user(chat.bot.id), "small"),
    element("h2", { id }, modal.title),
    iconButton("close", "Close", () => dialog.close()),
  );
  const body = element(
    "div",
    { class: "dialog-body" },
    fields.map(({ node }) => node),
    problem,
  );
  const form = element(
    "form",
    { novalidate: true },
    head,
    body,
    element("footer", { class: "dialog-footer" }, cancel, submit),
  );
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": id }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const refused = fields.filter((field) => !field.check());
    if (refused.length > 0) return refused[0].focus();
    submit.disabled = true;
    const values = Object.fromEntries(
      fields.filter(({ customId }) => customId).map(({ customId, value }) => [customId, value()]),
    );
    const failure = await chat.submit(interactionId, values);
    submit.disabled = false;
    if (failure === null) dialog.close();
    else replaceChildren(problem, failure);
  });
  showDialog(dialog);
  fields.find(({ customId }) => customId)?.focus();
}

/** The fields of one part of a form: `{customId, node, value(), check(), focus()}` each. */
function fieldsOf(component, chat, context) {
  switch (component.type) {
    case ROW:
      return component.components.map((inner) => drawField(inner, inner, chat));
    case LABEL:
      return [drawField(component.component, component, chat)];
    case TEXT_DISPLAY:
      return [textOnly(component.content, context)];
    default:
      return [];
  }
}

function textOnly(content, context) {
  const node = element("div", { class: "dialog-text" }, drawNodes(parseMarkdown(content), context));
  return { node, check: () => true };
}

function drawField(component, { label, description }, chat) {
  if (component.type === TEXT_INPUT) return drawTextInput(component, label, description);
  if (SELECTS.has(component.type)) return drawSelect(component, label, description, chat);
  return textOnly("", null);
}

function wrap(id, label, description, required, field, problem) {
  const star = required && element("span", { class: "required", title: "required" }, "*");
  const about = description && element("small", { class: "field-description", id: `${id}-about` }, description);
  return element(
    "div",
    { class: "dialog-field" },
    element("label", { for: id, id: `${id}-label` }, label, star),
    about,
    field,
    problem,
  );
}

function drawTextInput(input, label, description) {
  const {
    custom_id: customId,
    style,
    value = "",
    placeholder,
    required = true,
    min_length: min = 0,
    max_length: max = 4000,
  } = input;
  const id = freshId("field");
  const attributes = {
    id,
    placeholder,
    maxlength: max,
    "aria-required": String(required),
    "aria-describedby": `${id}-problem ${id}-about`,
  };
  const field = element(
    style === PARAGRAPH ? "textarea" : "input",
    style === PARAGRAPH ? { ...attributes, rows: "4" } : { ...attributes, type: "text" },
  );
  field.value = value ?? "";
  const problem = element("small", { class: "failure", id: `${id}-problem` });
  const check = () => {
    const words = field.value.trim();
    const isMissing = required && words === "";
    const isShort = words !== "" && [...words].length < min;
    problem.textContent = isMissing ? "This field is required." : isShort ? `At least ${min} characters.` : "";
    field.setAttribute("aria-invalid", String(isMissing || isShort));
    return !isMissing && !isShort;
  };
  field.addEventListener("input", () => problem.textContent && check());
  return {
    customId,
    node: wrap(id, label, description, required, field, problem),
    value: () => field.value,
    check,
    focus: () => field.focus(),
  };
}

function drawSelect(select, label, description, chat) {
  const {
    custom_id: customId,
    placeholder,
    required = true,
    min_values: min = 1,
    max_values: max = 1,
    disabled,
  } = select;
  const options = optionsOf(select, chat);
  const chooser = makeChooser({ label, options, placeholder, min: required ? min : 0, max, disabled });
  const id = freshId("field");
  chooser.element.id = id;
  const problem = element("small", { class: "failure" });
  const check = () => {
    const isMissing = chooser.chosen().length < (required ? min : 0);
    problem.textContent = isMissing ? `Choose ${min === 1 ? "one" : `at least ${min}`}.` : "";
    return !isMissing;
  };
  return {
    customId,
    node: wrap(id, label, description, required, chooser.element, problem),
    value: () => chooser.chosen(),
    check,
    focus: () => chooser.element.focus(),
  };
}
