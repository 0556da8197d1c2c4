/** Draws the trees of `markdown.js`. Every piece of text becomes a text node; links lead to http and https only. */

import { timestampText, fullTime } from "./clock.js";
import { element, externalLink } from "./dom.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strike: "s" };
const JUMP = /^https:\/\/(?:canary\.|ptb\.)?discord\.com\/channels\/(\d+|@me)\/(\d+)(?:\/(\d+))?$/;

/**
 * Draws nodes for a `context`: `names` gives the words for ids (`user(id)`, `channel(id)`, `role(id)`), `now()` the
 * server's time, `openMessage(channelId, messageId)` follows a link into this chat, `canOpen(channelId)` tells whether
 * it can.
 */
export function drawNodes(nodes, context) {
  const fragment = document.createDocumentFragment();
  for (const node of nodes) fragment.append(drawNode(node, context));
  return fragment;
}

function drawNode(node, context) {
  const inside = () => drawNodes(node.children, context);
  switch (node.type) {
    case "text":
      return document.createTextNode(node.text);
    case "paragraph":
      return element("div", { class: "md-paragraph" }, inside());
    case "heading":
      return element(`h${node.level + 2}`, { class: `md-heading md-heading-${node.level}` }, inside());
    case "subtext":
      return element("small", { class: "md-subtext" }, inside());
    case "quote":
      return element("blockquote", { class: "md-quote" }, inside());
    case "list":
      return drawList(node, context);
    case "lists":
      return inside();
    case "bold":
    case "italic":
    case "underline":
    case "strike":
      return element(TAGS[node.type], {}, inside());
    case "spoiler":
      return drawSpoiler(inside());
    case "code":
      return element("code", { class: "md-code" }, node.text);
    case "codeblock":
      return element("pre", { class: "md-codeblock", tabindex: "0" }, element("code", {}, node.text));
    case "link":
      return drawLink(node, inside(), context);
    case "emoji":
      return element("span", { class: "emoji" }, node.text);
    case "custom_emoji":
      return element("span", { class: "custom-emoji", title: `:${node.name}:` }, `:${node.name}:`);
    case "timestamp":
      return drawTimestamp(node, context);
    case "user":
      return drawMention(`@${context.names.user(node.id)}`);
    case "role":
      return drawMention(`@${context.names.role(node.id)}`);
    case "everyone":
      return drawMention(node.name);
    case "command":
      return drawMention(`/${node.name}`);
    case "channel":
      return drawChannel(node.id, null, `#${context.names.channel(node.id)}`, context);
    default:
      throw new Error(`no drawing for ${node.type}`);
  }
}

function drawList(node, context) {
  const items = node.items.map(({ children, lists }) =>
    element("li", {}, drawNodes(children, context), drawNodes(lists, context)),
  );
  return element(node.ordered ? "ol" : "ul", { class: "md-list", start: node.ordered ? node.start : null }, items);
}

/** Hidden until it is pressed; meanwhile neither a screen reader nor the Tab key gets at what is inside. */
function drawSpoiler(inside) {
  const words = element("span", { class: "spoiler-words", inert: true }, inside);
  const spoiler = element(
    "span",
    { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Spoiler, hidden" },
    words,
  );
  const reveal = (event) => {
    if (spoiler.classList.contains("revealed")) return;
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    spoiler.classList.add("revealed");
    for (const name of ["role", "tabindex", "aria-label"]) spoiler.removeAttribute(name);
    words.removeAttribute("inert");
  };
  spoiler.addEventListener("click", reveal);
  spoiler.addEventListener("keydown", reveal);
  return spoiler;
}

function drawLink(node, inside, context) {
  const jump = JUMP.exec(node.url);
  if (jump && context.canOpen(jump[2])) {
    const [, , channelId, messageId] = jump;
    const isBare = node.children.length === 1 && node.children[0].text === node.url;
    const label = isBare ? `#${context.names.channel(channelId)}${messageId ? " › 💬" : ""}` : inside;
    return drawChannel(channelId, messageId ?? null, label, context, isBare ? "mention" : "jump");
  }
  return externalLink(node.url, { class: "md-link" }, inside);
}

function drawChannel(channelId, messageId, label, context, look = "mention") {
  if (!context.canOpen(channelId)) return drawMention(label);
  const open = () => context.openMessage(channelId, messageId);
  return element("button", { type: "button", class: look, on: { click: open } }, label);
}

function drawMention(label) {
  return element("span", { class: "mention" }, label);
}

function drawTimestamp({ unix, style }, context) {
  const moment = unix * 1000;
  const shown = timestampText(moment, style, context.now());
  const time = element("time", { class: "md-timestamp", title: fullTime(moment) }, shown);
  if (style === "R") time.dataset.relative = String(moment);
  return time;
}

/** Brings the "… ago" of everything below `root` up to date. */
export function refreshRelativeTimes(root, now) {
  for (const time of root.querySelectorAll("time[data-relative]")) {
    time.textContent = timestampText(Number(time.dataset.relative), "R", now);
  }
}
