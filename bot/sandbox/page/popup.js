/** Things that open above the page: placed beside what opened them, closed by Escape, by a press elsewhere, or done. */

import { element } from "./dom.js";

const GAP = 6;
const MARGIN = 8;

/**
 * Shows a node beside an anchor (an element, or a point `{x, y}`), inside the dialog that holds the anchor if there is
 * one. Gives a function that closes it; focus then goes back to where it was, unless `keepsFocus`.
 */
export function openPopup(anchor, node, { side = "below", keepsFocus = false, onClose = () => {} } = {}) {
  const before = document.activeElement;
  const holder = anchor instanceof Element ? (anchor.closest("dialog") ?? document.body) : document.body;
  const listening = new AbortController();
  let hadFocus = false;
  const done = () => {
    if (listening.signal.aborted) return;
    listening.abort();
    node.remove();
    const isFocusLost = hadFocus && document.activeElement === document.body;
    if (isFocusLost && !keepsFocus && before?.isConnected) before.focus({ preventScroll: true });
    onClose();
  };
  const on = (type, act) => {
    const listener = ({ newState }) => newState === "closed" && act();
    node.addEventListener(type, listener, { signal: listening.signal });
  };
  on("beforetoggle", () => {
    hadFocus = node.contains(document.activeElement);
  });
  on("toggle", done);
  node.classList.add("popup");
  node.setAttribute("popover", keepsFocus ? "manual" : "auto");
  holder.append(node);
  node.showPopover();
  place(node, anchor, side);
  return () => {
    if (node.matches(":popover-open")) node.hidePopover();
    done();
  };
}

/** Puts a shown popup where it fits, on the side asked for when there is room. */
export function place(node, anchor, side) {
  const box = anchor instanceof Element ? anchor.getBoundingClientRect() : new DOMRect(anchor.x, anchor.y, 0, 0);
  const { width, height } = node.getBoundingClientRect();
  const roomBelow = innerHeight - box.bottom - GAP - MARGIN;
  const roomAbove = box.top - GAP - MARGIN;
  const above =
    side === "above" ? roomAbove >= height || roomAbove > roomBelow : roomBelow < height && roomAbove > roomBelow;
  const top = above ? box.top - GAP - height : box.bottom + GAP;
  const left = side === "below-end" ? box.right - width : box.left;
  node.style.top = `${Math.max(MARGIN, Math.min(top, innerHeight - height - MARGIN))}px`;
  node.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN))}px`;
}

/** Arrow keys, Home and End move the focus among the elements of `selector`, `columns` of which stand in a line. */
export function roveFocus(container, selector, columns = 1) {
  container.addEventListener("keydown", (event) => {
    const all = [...container.querySelectorAll(selector)];
    const at = all.indexOf(document.activeElement);
    const steps = { ArrowDown: columns, ArrowUp: -columns, ArrowRight: 1, ArrowLeft: -1 };
    let next = null;
    if (event.key in steps) next = at === -1 ? 0 : (at + steps[event.key] + all.length) % all.length;
    if (event.key === "Home") next = 0;
    if (event.key === "End") next = all.length - 1;
    if (next === null || all.length === 0) return;
    event.preventDefault();
    all[next].focus();
  });
}

/**
 * A menu: entries are `{label, icon?, danger?, run}`, `{heading}`, or null for a line between groups. Running one
 * closes the menu first.
 */
export function openMenu(anchor, label, entries) {
  const menu = element("div", { class: "menu", role: "menu", "aria-label": label });
  let close = () => {};
  for (const entry of entries) {
    if (entry === null) menu.append(element("div", { class: "menu-line", role: "separator" }));
    else if (entry.heading) menu.append(element("div", { class: "menu-heading", role: "presentation" }, entry.heading));
    else menu.append(menuItem(entry, () => close()));
  }
  roveFocus(menu, "[role=menuitem]");
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Tab") event.preventDefault();
  });
  close = openPopup(anchor, menu);
  menu.querySelector("[role=menuitem]").focus();
}

function menuItem({ label, icon, danger, run }, close) {
  const press = () => {
    close();
    run();
  };
  const attributes = {
    type: "button",
    class: danger ? "menu-item danger" : "menu-item",
    role: "menuitem",
    tabindex: "-1",
  };
  return element("button", { ...attributes, on: { click: press } }, element("span", {}, label), icon);
}
