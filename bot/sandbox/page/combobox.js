/** A text field with a list of suggestions above it (WAI-ARIA Authoring Practices, combobox with list autocomplete). */

import { element, freshId, replaceChildren } from "./dom.js";
import { openPopup, place } from "./popup.js";

/**
 * Gives a field suggestions, shown above `anchor`. `find(words)` gives rows (`{label, description?, hint?}`, plus
 * whatever `onPick` needs), or a promise of them; a later question makes earlier answers void. Arrow keys move, Enter
 * and Tab pick, Escape closes.
 */
export class Combobox {
  #rows = [];
  #at = -1;
  #asked = 0;
  #close = null;

  constructor(field, { label, find, onPick, anchor = field }) {
    Object.assign(this, { field, find, onPick, anchor });
    this.list = element("div", {
      class: "options suggestions",
      id: freshId("suggestions"),
      role: "listbox",
      "aria-label": label,
    });
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-autocomplete", "list"],
      ["aria-expanded", "false"],
      ["autocomplete", "off"],
    ]) {
      field.setAttribute(name, value);
    }
    field.addEventListener("input", () => this.update());
    field.addEventListener("blur", () => this.close());
    field.addEventListener("keydown", (event) => this.#key(event));
  }

  get isOpen() {
    return this.#close !== null;
  }

  async update() {
    this.#asked += 1;
    const asked = this.#asked;
    const rows = await this.find(this.field.value);
    if (asked !== this.#asked || document.activeElement !== this.field) return;
    this.#rows = rows;
    if (rows.length === 0) return this.close();
    this.#draw();
  }

  #draw() {
    replaceChildren(
      this.list,
      this.#rows.map((row, index) => this.#drawRow(row, index)),
    );
    if (!this.isOpen) {
      this.#close = openPopup(this.anchor, this.list, { side: "above", keepsFocus: true });
      this.field.setAttribute("aria-expanded", "true");
      this.field.setAttribute("aria-controls", this.list.id);
    }
    this.#point(0);
    place(this.list, this.anchor, "above");
  }

  #drawRow({ label, description, hint }, index) {
    const words = element(
      "span",
      { class: "option-words" },
      element("span", {}, label),
      description && element("small", {}, description),
    );
    const row = element(
      "div",
      { class: "option", role: "option", id: `${this.list.id}-${index}` },
      words,
      hint && element("span", { class: "option-hint" }, hint),
    );
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", () => this.#pick(index));
    row.addEventListener("pointermove", () => this.#point(index));
    return row;
  }

  #point(index) {
    this.#at = index;
    [...this.list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === index)));
    this.list.children[index].scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", `${this.list.id}-${index}`);
  }

  #key(event) {
    if (!this.isOpen || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#point((this.#at + step + this.#rows.length) % this.#rows.length);
    else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) this.#pick(this.#at);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  #pick(index) {
    const row = this.#rows[index];
    this.close();
    this.onPick(row);
  }

  close() {
    this.#asked += 1;
    this.#close?.();
    this.#close = null;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}
