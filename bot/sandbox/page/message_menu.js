/** What one can do with a message: the menu behind its dots and behind a right-click. */

import { icon } from "./dom.js";
import { isLoading } from "./message.js";
import { openMenu } from "./popup.js";
import { pickReaction } from "./reactions.js";

const MESSAGE_COMMAND = 3;
const ANNOUNCEMENT = 5;
const CROSSPOSTED = 1;

/**
 * Opens the menu of a message at an anchor. `actions` are the timeline's (`edit`, `reply`), `dialogs` those of the
 * page: `confirm(question)` resolves to a yes or no, `ask(title, label)` to words or null, `choose(…)` to a value.
 */
export function openMessageMenu(message, anchor, { chat, actions, dialogs }) {
  if (isLoading(message)) return;
  const groups = message.ephemeral
    ? [[{ label: "Dismiss message", run: () => chat.dismiss(message.id) }, ...copyEntries(message, chat)]]
    : [
        [...talkEntries(message, chat, actions, dialogs), ...copyEntries(message, chat)],
        appEntries(message, chat),
        tidyEntries(message, chat),
        deleteEntries(message, chat, dialogs),
      ];
  const entries = groups.filter((group) => group.length > 0).flatMap((group) => [null, ...group]);
  openMenu(anchor, "What to do with the message", entries.slice(1));
}

function talkEntries(message, chat, actions, { ask, choose }) {
  const row = document.getElementById(`message-${message.id}`);
  const startThread = async () => {
    const name = await ask("Create thread", "Name");
    if (name) chat.do("thread", { message_id: message.id, name });
  };
  const forward = async () => {
    const places = chat.channels().filter(({ archived }) => !archived);
    const options = places.map(({ id, name, guild }) => ({ value: id, label: guild ? `#${name}` : `@${name}` }));
    const to = await choose("Forward message", "To", "Forward", options);
    if (to && (await chat.do("forward", { message_id: message.id, to }))) chat.notice("Forwarded.");
  };
  const entries = [{ label: "Add reaction", icon: icon("smile"), run: () => pickReaction(row, message, chat) }];
  if (message.author.id === chat.personId) {
    entries.push({ label: "Edit message", icon: icon("edit"), run: actions.edit });
  }
  entries.push({ label: "Reply", icon: icon("reply"), run: actions.reply });
  entries.push({ label: "Forward", icon: icon("forward"), run: forward });
  if (!message.thread && chat.channel()?.guild) {
    entries.push({ label: "Create thread", icon: icon("thread"), run: startThread });
  }
  return entries;
}

function copyEntries(message, chat) {
  const entries = [];
  if (message.content) {
    entries.push({ label: "Copy text", icon: icon("copy"), run: () => copy(message.content, chat) });
  }
  if (!message.ephemeral) {
    const link = chat.linkTo(message.channel_id, message.id);
    entries.push({ label: "Copy message link", icon: icon("link"), run: () => copy(link, chat) });
  }
  return entries;
}

async function copy(words, chat) {
  try {
    await navigator.clipboard.writeText(words);
    chat.notice("Copied.");
  } catch {
    chat.notice("The browser does not let this page copy.");
  }
}

/** The bot's own entries. */
function appEntries(message, chat) {
  const commands = chat.world.commands.filter(({ type }) => type === MESSAGE_COMMAND);
  const entries = commands.map(({ name }) => ({
    label: name,
    icon: icon("apps"),
    run: () => chat.interact("menu", { message_id: message.id, name }, { label: name }),
  }));
  return entries.length > 0 ? [{ heading: "Apps" }, ...entries] : [];
}

/** What its author and moderators do to what is shown with a message. */
function tidyEntries(message, chat) {
  const isModerator = chat.person().is_moderator;
  const isOwn = message.author.id === chat.personId;
  const entry = (label, sign, what) => ({ label, icon: icon(sign), run: () => chat.do(what, { message_id: message.id }) });
  const entries = [];
  if ((isOwn || isModerator) && chat.channel()?.type === ANNOUNCEMENT && !(message.flags & CROSSPOSTED)) {
    entries.push(entry("Publish", "publish", "publish"));
  }
  if ((isOwn || isModerator) && message.embeds?.length > 0) {
    entries.push(entry("Remove all embeds", "close", "hide_previews"));
  }
  if (isModerator && message.reactions?.length > 0) {
    entries.push(entry("Remove all reactions", "smile", "clear_reactions"));
  }
  return entries;
}

function deleteEntries(message, chat, { confirm }) {
  if (message.author.id !== chat.personId && !chat.person().is_moderator) return [];
  const run = async () => {
    if (await confirm("Delete this message?")) chat.do("delete", { message_id: message.id });
  };
  return [{ label: "Delete message", icon: icon("trash"), danger: true, run }];
}
