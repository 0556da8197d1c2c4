/** Embeds as Discord lays them out: colour bar, author, title, description, fields in up to three columns, footer. */

import { fullTime, messageTime } from "./clock.js";
import { element, externalLink, safeAddress } from "./dom.js";
import { parseInline, parseMarkdown } from "./markdown.js";
import { drawNodes } from "./markdown_view.js";

const COLUMNS = 12;
const FIELDS_IN_ROW = 3;

export function drawEmbed(embed, context) {
  const body = element(
    "div",
    { class: "embed-body" },
    embed.author && drawAuthor(embed.author),
    embed.title && drawTitle(embed, context),
    embed.description &&
      element("div", { class: "embed-description" }, drawNodes(parseMarkdown(embed.description), context)),
    embed.fields?.length > 0 && drawFields(embed.fields, context),
    drawPicture(embed.image, "embed-image"),
    (embed.footer || embed.timestamp) && drawFooter(embed, context),
  );
  const css = Number.isInteger(embed.color) ? { "--bar": `#${embed.color.toString(16).padStart(6, "0")}` } : {};
  const name = embed.title ? `Embed: ${embed.title}` : "Embed";
  return element(
    "div",
    { class: "embed", role: "group", "aria-label": name, css },
    body,
    drawPicture(embed.thumbnail, "embed-thumbnail"),
  );
}

function drawAuthor({ name, url }) {
  return element("div", { class: "embed-author" }, url ? externalLink(url, {}, name) : name);
}

function drawTitle({ title, url }, context) {
  const words = drawNodes(withoutLinks(parseInline(title)), context);
  return element("div", { class: "embed-title" }, url ? externalLink(url, {}, words) : words);
}

/** A title is a link as a whole: the addresses in it stay words. */
function withoutLinks(nodes) {
  return nodes.flatMap((node) => {
    const children = node.children && withoutLinks(node.children);
    if (node.type === "link") return children;
    return children ? [{ ...node, children }] : [node];
  });
}

function drawFields(fields, context) {
  const drawn = rowsOfFields(fields).flatMap((row) =>
    row.map((field, index) => {
      const width = COLUMNS / row.length;
      const css = { "--column": `${index * width + 1} / ${(index + 1) * width + 1}` };
      return element(
        "div",
        { class: "embed-field", css },
        element("div", { class: "embed-field-name" }, drawNodes(parseInline(field.name), context)),
        element("div", { class: "embed-field-value" }, drawNodes(parseMarkdown(field.value), context)),
      );
    }),
  );
  return element("div", { class: "embed-fields" }, drawn);
}

/** Neighbouring inline fields share a line, three at most; every other field has its own. */
export function rowsOfFields(fields) {
  const rows = [];
  for (const field of fields) {
    const row = rows.at(-1);
    if (field.inline && row?.[0].inline && row.length < FIELDS_IN_ROW) row.push(field);
    else rows.push([field]);
  }
  return rows;
}

/** A picture of an embed, when the sandbox itself holds it: the page loads nothing from elsewhere. */
function drawPicture(picture, className) {
  const address = picture && safeAddress(new URL(picture.proxy_url ?? picture.url, location.href));
  if (!address || new URL(address).origin !== location.origin) return null;
  return element("img", { class: className, src: address, alt: picture.description ?? "", loading: "lazy" });
}

function drawFooter({ footer, timestamp }, context) {
  const moment = Date.parse(timestamp);
  const time = element("time", { datetime: timestamp, title: fullTime(moment) }, messageTime(moment, context.now()));
  const parts = [footer?.text];
  if (timestamp) parts.push(footer?.text && " • ", time);
  return element("div", { class: "embed-footer" }, parts);
}
