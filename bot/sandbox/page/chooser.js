/** Select menus: a button that opens a list of options; with `max` above one, options are ticked until it closes. */

import { element, freshId, icon, replaceChildren } from "./dom.js";
import { openPopup, roveFocus } from "./popup.js";

/**
 * A select. `options` are `{label, value, description?, emoji?, default?}`; `onChange` gets the chosen values when the
 * choice is made, which for several is when the list closes. `chosen()` of the result tells them at any time.
 */
export function makeChooser({ label, options, placeholder, min = 1, max = 1, disabled = false, onChange = () => {} }) {
  const chosen = new Set(options.filter((option) => option.default).map(({ value }) => value));
  const words = element("span", { class: "chooser-words" });
  const attributes = {
    type: "button",
    class: "chooser",
    role: "combobox",
    "aria-haspopup": "listbox",
    "aria-expanded": "false",
    "aria-label": label,
  };
  const button = element("button", { ...attributes, disabled }, words, icon("chevron"));
  const show = () => {
    const labels = options.filter(({ value }) => chosen.has(value)).map((option) => option.label);
    words.classList.toggle("placeholder", labels.length === 0);
    replaceChildren(words, labels.join(", ") || placeholder || "Make a selection");
  };
  const finish = () => {
    show();
    button.setAttribute("aria-expanded", "false");
    if (chosen.size >= min) onChange([...chosen]);
  };
  button.addEventListener("click", () => openList(button, { label, options, chosen, min, max, finish }));
  show();
  return { element: button, chosen: () => [...chosen] };
}

function openList(button, { label, options, chosen, min, max, finish }) {
  let close = () => {};
  let isChanged = false;
  const id = freshId("options");
  const list = element("div", {
    class: "options",
    id,
    role: "listbox",
    "aria-label": label,
    "aria-multiselectable": max > 1,
  });
  const toggle = (value, row) => {
    isChanged = true;
    if (max === 1) {
      const isTakenBack = min === 0 && chosen.has(value);
      chosen.clear();
      if (!isTakenBack) chosen.add(value);
      return close();
    }
    if (!chosen.delete(value) && chosen.size < max) chosen.add(value);
    row.setAttribute("aria-selected", String(chosen.has(value)));
  };
  for (const option of options) list.append(drawOption(option, chosen, toggle));
  roveFocus(list, "[role=option]");
  button.setAttribute("aria-expanded", "true");
  button.setAttribute("aria-controls", id);
  list.style.minWidth = `${button.offsetWidth}px`;
  const onClose = () => (isChanged ? finish() : button.setAttribute("aria-expanded", "false"));
  close = openPopup(button, list, { onClose });
  (list.querySelector("[aria-selected=true]") ?? list.firstElementChild)?.focus();
}

function drawOption(option, chosen, toggle) {
  const { label, value, description, emoji } = option;
  const row = element(
    "button",
    { type: "button", class: "option", role: "option", tabindex: "-1", "aria-selected": String(chosen.has(value)) },
    emoji?.name && element("span", { class: "emoji option-emoji" }, emoji.name),
    element(
      "span",
      { class: "option-words" },
      element("span", {}, label),
      description && element("small", {}, description),
    ),
  );
  row.addEventListener("click", () => toggle(value, row));
  return row;
}
