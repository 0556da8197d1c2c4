/** The fields of the bot's forms. Numbers are Discord's component types and text input styles. */

import { makeChooser } from "./chooser.js";
import { optionsOf } from "./components.js";
import { element, freshId } from "./dom.js";
import { parseMarkdown } from "./markdown.js";
import { drawNodes } from "./markdown_view.js";

const ROW = 1;
const TEXT_INPUT = 4;
const TEXT_DISPLAY = 10;
const LABEL = 18;
const PARAGRAPH = 2;

/**
 * The fields of one part of a form, each `{customId, node, value(), check(), focus()}`: `check` shows what is wrong and
 * tells whether all is well. Words between the fields have a `node` only.
 */
export function fieldsOf(component, chat, context) {
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
  return { node };
}

function drawField(component, { label, description }, chat) {
  if (component.type === TEXT_INPUT) return drawTextInput(component, label, description);
  return drawSelect(component, label, description, chat);
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
