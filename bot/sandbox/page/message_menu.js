/** What one can do with a message: the menu behind its dots and behind a right-click. */

import { icon } from "./dom.js";
import { isLoading } from "./message.js";
import { openMenu } from "./popup.js";
import { pickReaction } from "./reactions.js";

const MESSAGE_COMMAND = 3;

/**
 * Opens the menu of a message at an anchor. `actions` are the timeline's (`edit`, `reply`), `dialogs` those of the
 * page: `confirm(question)` resolves to a yes or no, `ask(title, label)` to words or null.
 */
export function openMessageMenu(message, anchor, { chat, actions, dialogs }) {
  if (isLoading(message)) return;
  const groups = message.ephemeral
    ? [[{ label: "Dismiss message", run: () => chat.dismiss(message.id) }, ...copyEntries(message, chat)]]
    : [
        [...talkEntries(message, chat, actions, dialogs), ...copyEntries(message, chat)],
        appEntries(message, chat),
        deleteEntries(message, chat, dialogs),
      ];
  const entries = groups.filter((group) => group.length > 0).flatMap((group) => [null, ...group]);
  openMenu(anchor, "What to do with the message", entries.slice(1));
}

function talkEntries(message, chat, actions, { ask }) {
  const row = document.getElementById(`message-${message.id}`);
  const startThread = async () => {
    const name = await ask("Create thread", "Name");
    if (name) chat.do("thread", { message_id: message.id, name });
  };
  const entries = [{ label: "Add reaction", icon: icon("smile"), run: () => pickReaction(row, message, chat) }];
  if (message.author.id === chat.personId) {
    entries.push({ label: "Edit message", icon: icon("edit"), run: actions.edit });
  }
  entries.push({ label: "Reply", icon: icon("reply"), run: actions.reply });
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

function deleteEntries(message, chat, { confirm }) {
  if (message.author.id !== chat.personId && !chat.person().is_moderator) return [];
  const run = async () => {
    if (await confirm("Delete this message?")) chat.do("delete", { message_id: message.id });
  };
  return [{ label: "Delete message", icon: icon("trash"), danger: true, run }];
}
