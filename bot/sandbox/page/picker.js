/** The choice of emoji: the verdicts' emblems, agreeing and doubting. */

import { element } from "./dom.js";
import { OFFERED_EMOJI } from "./emoji.js";
import { openPopup, roveFocus } from "./popup.js";

const COLUMNS = 6;

/** Opens the picker beside an anchor; `onPick` gets the emoji. */
export function openPicker(anchor, onPick) {
  let close = () => {};
  const pick = (emoji) => {
    close();
    onPick(emoji);
  };
  const buttons = OFFERED_EMOJI.map(([emoji, name]) =>
    element(
      "button",
      {
        type: "button",
        class: "picker-emoji emoji",
        title: name,
        "aria-label": name,
        on: { click: () => pick(emoji) },
      },
      emoji,
    ),
  );
  const caption = element("div", { class: "picker-caption" }, "Verdicts");
  const grid = element("div", { class: "picker-grid" }, buttons);
  const picker = element("div", { class: "picker", role: "dialog", "aria-label": "Choose an emoji" }, grid, caption);
  const describe = ({ target }) => {
    caption.textContent = target.title || "Verdicts";
  };
  grid.addEventListener("focusin", describe);
  grid.addEventListener("mouseover", describe);
  roveFocus(grid, "button", COLUMNS);
  close = openPopup(anchor, picker, { side: "above" });
  buttons[0].focus();
}
