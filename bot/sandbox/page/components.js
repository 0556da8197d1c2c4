/** Buttons and selects below a message. Numbers are Discord's component types and button styles. */

import { makeChooser } from "./chooser.js";
import { element, externalLink, icon } from "./dom.js";

const ROW = 1;
const BUTTON = 2;
const SELECTS = { 3: "string", 5: "user", 6: "role", 7: "mentionable", 8: "channel" };
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };
const LINK = 5;

/** The rows of a message; pressing and choosing goes to the bot through `chat`. */
export function drawComponents(message, chat) {
  const busy = new Set(
    chat
      .pendingAt(message.id)
      .filter(({ failure }) => !failure)
      .map(({ control }) => control),
  );
  const rows = (message.components ?? []).filter(({ type }) => type === ROW);
  return rows.map((row) =>
    element(
      "div",
      { class: "component-row" },
      row.components.map((component) => drawComponent(component, message, chat, busy)),
    ),
  );
}

function drawComponent(component, message, chat, busy) {
  if (component.type === BUTTON) return drawButton(component, message, chat, busy);
  if (component.type in SELECTS) return drawSelect(component, message, chat, busy);
  return null;
}

function drawButton(button, message, chat, busy) {
  const { style, label, emoji, url, disabled, custom_id: customId } = button;
  const inside = [emoji?.name && element("span", { class: "emoji" }, emoji.name), label && element("span", {}, label)];
  const className = `component-button ${STYLES[style] ?? "secondary"}`;
  if (style === LINK) return externalLink(url, { class: className }, inside, icon("external"));
  const isBusy = busy.has(customId);
  const press = () => {
    if (isBusy) return;
    chat.interact(
      "press",
      { message_id: message.id, custom_id: customId },
      { messageId: message.id, control: customId },
    );
  };
  const attributes = {
    type: "button",
    class: className,
    disabled,
    "aria-busy": isBusy,
    "data-focus": `button ${customId}`,
  };
  if (!label) attributes["aria-label"] = emoji?.name;
  return element("button", { ...attributes, on: { click: press } }, inside, isBusy && dots());
}

function drawSelect(select, message, chat, busy) {
  const { custom_id: customId, placeholder, min_values: min = 1, max_values: max = 1 } = select;
  const choose = (values) =>
    chat.interact(
      "select",
      { message_id: message.id, custom_id: customId, values },
      { messageId: message.id, control: customId },
    );
  const options = optionsOf(select, chat);
  const disabled = select.disabled || busy.has(customId);
  const chooser = makeChooser({
    label: placeholder ?? "Choose",
    options,
    placeholder,
    min,
    max,
    disabled,
    onChange: choose,
  });
  chooser.element.dataset.focus = `select ${customId}`;
  return chooser.element;
}

/** What a select offers: its own options, or the members, roles and channels of the server. */
export function optionsOf(select, chat) {
  const defaults = new Set((select.default_values ?? []).map(({ id }) => id));
  const offered = (things, label) =>
    things.map((thing) => ({ value: thing.id, label: label(thing), default: defaults.has(thing.id) }));
  const people = () => offered(chat.members(), ({ id }) => chat.nameOf(id));
  const roles = () => offered(chat.roles(), ({ name }) => (name.startsWith("@") ? name : `@${name}`));
  switch (SELECTS[select.type]) {
    case "string":
      return select.options;
    case "channel":
      return offered(channelsFor(select, chat), ({ name }) => `#${name}`);
    case "role":
      return roles();
    case "mentionable":
      return [...people(), ...roles()];
    default:
      return people();
  }
}

/** The channels of the open channel's server, of the kinds that the select takes. */
function channelsFor({ channel_types: kinds }, chat) {
  const channels = chat.channel()?.guild?.channels ?? [];
  return kinds?.length ? channels.filter(({ type }) => kinds.includes(type)) : channels;
}

/** Three dots that say that the bot is at work. */
export function dots() {
  const dot = () => element("i", {});
  return element("span", { class: "dots", role: "img", "aria-label": "waiting" }, dot(), dot(), dot());
}
