/** Puts the page together. */

import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { ask, askAll, choose, confirm } from "./dialog.js";
import { element, replaceChildren } from "./dom.js";
import { Drawer } from "./drawer.js";
import { openModal } from "./modal.js";
import { Panel } from "./panel.js";
import { Refused } from "./server.js";
import { Sidebar } from "./sidebar.js";
import { applyTheme } from "./theme.js";
import { Timeline } from "./timeline.js";
import { Topbar } from "./topbar.js";

const POST_FIELDS = [
  { label: "Title", max: 100 },
  { label: "Message", max: 2000, lines: 4 },
];
const NOTICE_MS = 5000;
const ROOM_FOR_CHANNELS = matchMedia("(min-width: 761px)");
const ROOM_FOR_BOTH = matchMedia("(min-width: 1100px)");

function byId(id) {
  return document.getElementById(id);
}

function showNotice(sentence) {
  const line = element("div", { class: "notice-line" }, sentence);
  byId("notice").append(line);
  setTimeout(() => line.remove(), NOTICE_MS);
}

/** What drawing markdown needs to know of the chat. */
function contextOf(chat, openMessage) {
  const channelName = (id) => chat.channel(id)?.name ?? "unknown";
  return {
    names: { user: (id) => chat.nameOf(id), channel: channelName, role: (id) => chat.roleName(id) },
    now: () => chat.clock.now(),
    canOpen: (channelId) => chat.channel(channelId) !== null,
    openMessage,
  };
}

/** Draws every part of the page around `chat`; gives what opens a message. */
function build(chat) {
  let timeline = null;
  const openMessage = async (channelId, messageId) => {
    if (channelId !== chat.channelId) await chat.openChannel(channelId);
    if (messageId) timeline.show(messageId);
  };
  const context = contextOf(chat, openMessage);
  const composer = new Composer(byId("composer"), chat, {
    context,
    onEditLast: () => timeline.editLastOwn(),
    onSent: () => timeline.scrollToEnd(),
  });
  timeline = new Timeline(byId("timeline"), chat, { composer, dialogs: { ask, choose, confirm }, context });
  const topbar = new Topbar(byId("topbar"), chat, { ask });
  const channels = new Panel(byId("sidebar"), ROOM_FOR_CHANNELS, topbar.channelsButton);
  const drawer = new Panel(byId("drawer"), ROOM_FOR_BOTH, topbar.drawerButton);
  const uncover = () => [channels, drawer].forEach((panel) => panel.uncover());
  new Sidebar(byId("sidebar"), chat, {
    onOpen: (id) => {
      uncover();
      openMessage(id, null);
      composer.focus();
    },
    onPost: async (forum) => {
      const [name, content] = (await askAll(`New post in ${forum.name}`, "Post", POST_FIELDS)) ?? [];
      const id = name && (await chat.post(forum.id, name, content));
      if (!id) return;
      uncover();
      await openMessage(id, null);
      composer.focus();
    },
  });
  new Drawer(byId("drawer"), chat, {
    context,
    onSuggest: (text) => {
      uncover();
      composer.say(text);
    },
  });
  byId("shade").addEventListener("click", uncover);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && uncover());
  chat.addEventListener("modal", ({ detail }) => openModal(detail, chat, context));
  composer.focus();
  return openMessage;
}

/** Keeps who speaks and where over a reload, and shows what happens to the connection. */
function follow(chat) {
  chat.addEventListener("notice", ({ detail }) => showNotice(detail));
  chat.addEventListener("person", () => sessionStorage.setItem("person", chat.personId));
  chat.addEventListener("channel", () => sessionStorage.setItem("channel", chat.channelId));
  chat.addEventListener("connection", () => {
    byId("connection").hidden = chat.isConnected;
  });
}

async function start() {
  applyTheme();
  const chat = new Chat();
  follow(chat);
  await chat.start(sessionStorage.getItem("person"), sessionStorage.getItem("channel"));
  build(chat);
  document.body.classList.add("ready");
}

try {
  await start();
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  replaceChildren(byId("timeline"), element("p", { class: "empty", role: "alert" }, error.message));
}
