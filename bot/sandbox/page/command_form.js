/** The line in which a slash command's options are filled in. */

import { Combobox } from "./combobox.js";
import { OPTION, parseOption } from "./commands.js";
import { element, iconButton, replaceChildren } from "./dom.js";

const PAUSE_MS = 150;
const MIN_SIZE = 8;
const MAX_SIZE = 40;

/** The form for one command. `first` fills its first option; `onDone` runs when it was sent or given up. */
export class CommandForm {
  #fields = new Map();

  constructor(chat, command, { first = "", onDone }) {
    Object.assign(this, { chat, command, onDone });
    this.#draw();
    for (const option of command.options.filter(({ required }) => required)) this.#addField(option);
    const [filled] = command.options;
    if (first && filled) (this.#fields.get(filled.name) ?? this.#addField(filled)).field.value = first;
    this.#drawMore();
    this.#explain(null);
    this.element.addEventListener("submit", (event) => this.#submit(event));
    this.element.addEventListener("keydown", ({ key }) => key === "Escape" && onDone());
  }

  #draw() {
    const { name } = this.command;
    const sending = { type: "submit", class: "icon-button", "aria-label": "Send command", title: "Send command" };
    this.sendButton = element("button", sending, "↵");
    this.hint = element("div", { class: "command-hint", role: "status" });
    this.more = element("span", { class: "command-more" });
    this.line = element(
      "div",
      { class: "command-line" },
      element("span", { class: "command-name" }, `/${name}`),
      this.more,
    );
    const close = iconButton("close", "Give up the command", () => this.onDone());
    const row = element("div", { class: "command-row" }, this.line, this.sendButton, close);
    this.element = element("form", { class: "command-form", "aria-label": `Command /${name}` }, this.hint, row);
  }

  focus() {
    const [first] = this.#fields.values();
    (first?.field ?? this.sendButton).focus();
  }

  #addField(option) {
    const { name, required } = option;
    const attributes = { class: "command-field", type: "text", "aria-label": name, "aria-required": Boolean(required) };
    const field = element("input", { ...attributes, size: MIN_SIZE });
    const entry = { option, field, picked: null };
    const star = required && element("b", { class: "required", title: "required" }, "*");
    const label = element("label", { class: "command-option" }, element("span", {}, name, star), field);
    this.line.insertBefore(label, this.more);
    this.#fields.set(name, entry);
    this.#suggest(entry);
    field.addEventListener("input", () => fit(field));
    field.addEventListener("keydown", ({ key }) => {
      if (key === "Backspace" && field.value === "" && !required) this.#removeField(option, label);
    });
    return entry;
  }

  #suggest(entry) {
    const { option, field } = entry;
    const combobox = new Combobox(field, {
      label: `Choices for ${option.name}`,
      find: (words) => this.#find(option, words),
      onPick: ({ label: words, value }) => {
        field.value = words;
        entry.picked = { words, value };
        fit(field);
      },
      anchor: this.element,
    });
    field.addEventListener("focus", () => {
      this.#explain(option);
      combobox.update();
    });
  }

  #removeField(option, label) {
    label.remove();
    this.#fields.delete(option.name);
    this.#drawMore();
    this.focus();
  }

  #drawMore() {
    const left = this.command.options.filter(({ name }) => !this.#fields.has(name));
    const add = (option) => {
      const { field } = this.#addField(option);
      this.#drawMore();
      field.focus();
    };
    replaceChildren(
      this.more,
      left.map((option) =>
        element(
          "button",
          { type: "button", class: "command-add", title: option.description, on: { click: () => add(option) } },
          `+ ${option.name}`,
        ),
      ),
    );
  }

  #explain(option) {
    const { description } = option ?? this.command;
    replaceChildren(this.hint, element("b", {}, option?.name ?? `/${this.command.name}`), ` ${description}`);
  }

  /** The fixed choices of an option, or null when anything may be typed. */
  #fixedChoices(option) {
    if (option.choices?.length) return option.choices;
    const { chat } = this;
    const people = () => chat.world.people.map(({ id }) => ({ name: `@${chat.nameOf(id)}`, value: id }));
    switch (option.type) {
      case OPTION.boolean:
        return [
          { name: "True", value: true },
          { name: "False", value: false },
        ];
      case OPTION.user:
      case OPTION.mentionable:
        return people();
      case OPTION.channel:
        return chat.channels().map(({ id, name }) => ({ name: `#${name}`, value: id }));
      default:
        return null;
    }
  }

  async #find(option, words) {
    const fixed = this.#fixedChoices(option);
    const query = words.toLowerCase();
    const rows = (choices) => choices.map(({ name, value }) => ({ label: name, value }));
    if (fixed) return rows(fixed.filter(({ name }) => name.toLowerCase().includes(query)));
    if (!option.autocomplete) return [];
    const { field } = this.#fields.get(option.name);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    if (field.value !== words) return [];
    return rows(
      await this.chat.choices({
        name: this.command.name,
        options: { ...this.#filled(), [option.name]: words },
        focused: option.name,
      }),
    );
  }

  /** What a field holds, as Discord sends it: `{value}`, or `{problem}` with a sentence. */
  #read({ option, field, picked }) {
    const words = field.value.trim();
    if (!words) return { problem: `${option.name} is required.` };
    if (picked?.words === field.value) return { value: picked.value };
    return parseOption(option, words, this.#fixedChoices(option));
  }

  /** What is filled in so far and fits. */
  #filled() {
    const read = [...this.#fields.values()].map((entry) => [entry.option.name, this.#read(entry)]);
    return Object.fromEntries(read.filter(([, { problem }]) => !problem).map(([name, { value }]) => [name, value]));
  }

  #submit(event) {
    event.preventDefault();
    for (const entry of this.#fields.values()) {
      const isLeftOut = !entry.option.required && !entry.field.value.trim();
      const { problem } = isLeftOut ? {} : this.#read(entry);
      if (problem) return this.#refuse(entry.field, problem);
    }
    const options = this.#filled();
    this.onDone();
    this.chat.interact("command", { name: this.command.name, options }, { label: `/${this.command.name}` });
  }

  #refuse(field, problem) {
    field.setAttribute("aria-invalid", "true");
    field.focus();
    field.addEventListener("input", () => field.removeAttribute("aria-invalid"), { once: true });
    replaceChildren(this.hint, element("span", { class: "failure" }, problem));
  }
}

/** Makes a field as wide as its words. */
function fit(field) {
  field.size = Math.min(Math.max(field.value.length, MIN_SIZE), MAX_SIZE);
}
