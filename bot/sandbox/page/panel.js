/** The panels at the sides: beside the chat where there is room, else over it until something is chosen. */

export class Panel {
  /** `wide` tells whether there is room; `button` opens and closes the panel. */
  constructor(node, wide, button) {
    Object.assign(this, { node, wide, button });
    button.addEventListener("click", () => this.#show(!this.isShown));
    wide.addEventListener("change", () => this.#show(wide.matches));
    this.#show(wide.matches);
  }

  #show(isShown) {
    this.isShown = isShown;
    this.node.classList.toggle("shown", isShown);
    this.button.setAttribute("aria-expanded", String(isShown));
    if (isShown && !this.wide.matches) this.node.querySelector("button")?.focus();
  }

  /** Takes it away where it lies over the chat. */
  uncover() {
    if (!this.isShown || this.wide.matches) return;
    const hadFocus = this.node.contains(document.activeElement);
    this.#show(false);
    if (hadFocus) this.button.focus();
  }
}
