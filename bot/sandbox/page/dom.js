/** Building blocks of the page. Text is only ever set as text: nothing here reads a string as markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element. `attributes` are set as attributes (null and false are left out; true gives an empty one, "true" for
 * ARIA's), except `on`, which holds listeners by event name, and `css`, which holds custom properties. Children are
 * nodes or strings; null, undefined and false among them are left out.
 */
export function element(tag, { on = {}, css = {}, ...attributes } = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : String(value));
  }
  for (const [name, listener] of Object.entries(on)) node.addEventListener(name, listener);
  for (const [name, value] of Object.entries(css)) node.style.setProperty(name, value);
  append(node, children);
  return node;
}

function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
}

/** Puts other children in place of those that a node has. */
export function replaceChildren(node, ...children) {
  node.replaceChildren();
  append(node, children);
}

const PATHS = {
  hash: "M9 4 7 20M17 4l-2 16M4 9h16.5M3.5 15H20",
  at: "M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM15.5 8.5V13a2.5 2.5 0 0 0 5 0v-1a8.5 8.5 0 1 0-3.4 6.8",
  reply: "M10 5 4 11l6 6M4 11h9a7 7 0 0 1 7 7v1",
  edit: "M4 20h4L19 9l-4-4L4 16v4ZM13 7l4 4",
  trash: "M4 7h16M10 11v6M14 11v6M6 7l1 13h10l1-13M9 7V4h6v3",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.5 14.5a4.2 4.2 0 0 0 7 0M9 9.5v.5M15 9.5v.5",
  dots: "M5.5 11.5h1v1h-1zM11.5 11.5h1v1h-1zM17.5 11.5h1v1h-1z",
  close: "M6 6l12 12M18 6 6 18",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
  auto: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 3v18",
  menu: "M4 7h16M4 12h16M4 17h16",
  panel: "M4 5h16v14H4zM14.5 5v14",
  link: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  apps: "M5 5h5v5H5zM14 5h5v5h-5zM5 14h5v5H5zM16.5 14v5M14 16.5h5",
  external: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  send: "M4 12 20 4l-5 16-3.5-6.5L4 12ZM11.5 13.5 20 4",
  chevron: "m6 9 6 6 6-6",
  thread: "M5 4v10a3 3 0 0 0 3 3h11M15 13l4 4-4 4",
  forum: "M4 5h16v10H9l-5 4ZM8 9h8M8 12h5",
  plus: "M12 5v14M5 12h14",
  forward: "m14 5 6 6-6 6M20 11h-9a7 7 0 0 0-7 7v1",
  archive: "M4 5h16v4H4zM6 9v10h12V9M10 13h4",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  publish: "M4 10v5h3l7 4V6l-7 4H4ZM17 9.5a4 4 0 0 1 0 6",
  bolt: "M13 2 5 13.5h6L10 22l8-11.5h-6L13 2Z",
};

/** A line drawing from the table above, hidden from screen readers: its button carries the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A button that shows only an icon; its name is read aloud and shown as a tip. */
export function iconButton(name, label, onClick, attributes = {}) {
  const button = { type: "button", class: "icon-button", "aria-label": label, title: label, ...attributes };
  return element("button", { ...button, on: onClick ? { click: onClick } : {} }, icon(name));
}

let lastId = 0;

/** An id for one element of the page, unlike all others. */
export function freshId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

/** The address when a browser may follow it (http or https), else null. */
export function safeAddress(address) {
  try {
    const url = new URL(address);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** A link out of the page that tells its target nothing; plain text when the address is not one to follow. */
export function externalLink(address, attributes, ...children) {
  const href = safeAddress(address);
  if (!href) return element("span", {}, ...children);
  const link = { href, target: "_blank", rel: "noreferrer noopener", title: address, ...attributes };
  return element("a", link, ...children);
}
