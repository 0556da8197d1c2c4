/** The panel "Try it": links to paste, and what one can do to the world around the bot. */

import { makeChooser } from "./chooser.js";
import { element, replaceChildren } from "./dom.js";
import { openRequests } from "./requests.js";
import { parseInline } from "./markdown.js";
import { drawNodes } from "./markdown_view.js";

export class Drawer {
  #arguments = new Map();

  /** `onSuggest` gets the text of the suggestion that was pressed. */
  constructor(root, chat, { onSuggest, context }) {
    Object.assign(this, { root, chat, onSuggest, context });
    this.suggestions = element("div", { class: "suggestion-list" });
    this.controls = element("div", { class: "control-list" });
    replaceChildren(
      root,
      element("h2", {}, "Try it"),
      element(
        "p",
        { class: "drawer-hint" },
        chat.world.suggestions.length
          ? "Pick a paper: its link goes into the chat, and the bot looks for its code."
          : "Paste an arXiv link into the chat, and the bot looks for the paper's code.",
      ),
      this.suggestions,
      element("h3", {}, "The world outside"),
      this.controls,
      element(
        "button",
        { type: "button", class: "action", on: { click: () => this.#openRequests() } },
        "See what the bot asks Discord",
      ),
    );
    chat.addEventListener("world", () => this.#drawSuggestions());
    chat.addEventListener("controls", () => this.#drawControls());
    this.#drawSuggestions();
    this.#drawControls();
  }

  #openRequests() {
    openRequests(this.chat).catch((error) => this.chat.notice(error.message));
  }

  #drawSuggestions() {
    const shown = JSON.stringify(this.chat.world.suggestions);
    if (shown === this.shownSuggestions) return;
    this.shownSuggestions = shown;
    replaceChildren(
      this.suggestions,
      this.chat.world.suggestions.map((suggestion) => this.#drawSuggestion(suggestion)),
    );
  }

  #drawSuggestion({ text, label }) {
    const words = element("span", { class: "suggestion-label" }, drawNodes(parseInline(label), this.context));
    const address = element("span", { class: "suggestion-text" }, text.replace(/^https?:\/\//, ""));
    return element(
      "button",
      { type: "button", class: "suggestion", on: { click: () => this.onSuggest(text) } },
      words,
      address,
    );
  }

  #drawControls() {
    const focused = document.activeElement?.dataset.control;
    const { controls } = this.chat.world;
    const drawn = controls.map((control) =>
      control.kind === "toggle" ? this.#drawToggle(control) : this.#drawAction(control),
    );
    replaceChildren(this.controls, drawn);
    if (focused) this.controls.querySelector(`[data-control="${CSS.escape(focused)}"]`)?.focus();
  }

  #drawToggle({ name, label, hint, on }) {
    const attributes = {
      type: "button",
      class: "toggle",
      role: "switch",
      title: hint,
      "aria-checked": String(Boolean(on)),
      "data-control": name,
    };
    const toggle = () => this.chat.control(name, !on);
    const lamp = element("span", { class: "switch", "aria-hidden": "true" });
    return element("button", { ...attributes, on: { click: toggle } }, label, lamp);
  }

  #drawAction(control) {
    const { name, label, hint, arguments: options } = control;
    const button = element("button", {
      type: "button",
      class: "action",
      disabled: options?.length === 0,
      "data-control": name,
      on: { click: () => this.#act(control) },
    });
    button.append(label);
    return element("div", { class: "control-action" }, element("small", {}, hint), this.#drawArgument(control), button);
  }

  /** The choice of what an action is done to, or null for an action that needs none. */
  #drawArgument({ name, label, arguments: options }) {
    if (!options?.length) return null;
    if (!options.some(({ value }) => value === this.#arguments.get(name))) this.#arguments.set(name, options[0].value);
    const chosen = this.#arguments.get(name);
    return makeChooser({
      label: `${label}: which`,
      options: options.map((option) => ({ ...option, default: option.value === chosen })),
      onChange: ([value]) => this.#arguments.set(name, value),
    }).element;
  }

  async #act({ name, label }) {
    if (await this.chat.control(name, true, this.#arguments.get(name) ?? null)) this.chat.notice(`${label}: done.`);
  }
}
