/** The line in which a slash command's options are filled in. */

import { Combobox } from "./combobox.js";
import { OPTION, parseOption } from "./commands.js";
import { element, iconButton, replaceChildren } from "./dom.js";

const PAUSE_MS = 150;

/** The form for one command. `first` fills its first option; `onDone` runs when it was sent or given up. */
export class CommandForm {
  #fields = new Map();

  constructor(chat, command, { first = "", onDone }) {
    Object.assign(this, { chat, command, onDone });
    this.hint = element("div", { class: "command-hint", role: "status" });
    this.line = element(
      "div",
      { class: "command-line" },
      element("span", { class: "command-name" }, `/${command.name}`),
    );
    const close = iconButton("close", "Give up the command", () => onDone());
    const send = element("button", {
      type: "submit",
      class: "icon-button",
      "aria-label": "Send command",
      title: "Send command",
    });
    this.more = element("span", { class: "command-more" });
    this.element = element(
      "form",
      { class: "command-form", "aria-label": `Command /${command.name}` },
      this.hint,
      element("div", { class: "command-row" }, this.line, send, close),
    );
    send.append("↵");
    this.line.append(this.more);
    for (const option of command.options.filter(({ required }) => required)) this.#addField(option);
    if (first && command.options.length > 0)
      (this.#fields.get(command.options[0].name) ?? this.#addField(command.options[0])).field.value = first;
    this.#drawMore();
    this.#explain(null);
    this.element.addEventListener("submit", (event) => this.#submit(event));
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") onDone();
    });
    this.sendButton = send;
  }

  focus() {
    const [first] = this.#fields.values();
    (first?.field ?? this.sendButton).focus();
  }

  #addField(option) {
    const field = element("input", {
      class: "command-field",
      type: "text",
      "aria-label": option.name,
      "aria-required": String(Boolean(option.required)),
      size: "8",
    });
    const fit = () => field.setAttribute("size", String(Math.min(Math.max(field.value.length, 8), 40)));
    const entry = { option, field, picked: null };
    const label = element(
      "label",
      { class: "command-option" },
      element("span", {}, option.name, option.required && element("b", { class: "required", title: "required" }, "*")),
      field,
    );
    this.line.insertBefore(label, this.more);
    this.#fields.set(option.name, entry);
    const onPick = ({ label: words, value }) => {
      field.value = words;
      entry.picked = { words, value };
      fit();
    };
    const combobox = new Combobox(field, {
      label: `Choices for ${option.name}`,
      find: (words) => this.#find(option, words),
      onPick,
      anchor: this.element,
    });
    field.addEventListener("input", fit);
    field.addEventListener("focus", () => {
      this.#explain(option);
      combobox.update();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Backspace" && field.value === "" && !option.required) this.#removeField(option, label);
    });
    return entry;
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
