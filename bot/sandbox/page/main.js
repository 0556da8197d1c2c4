/** Puts the page together. */

import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { element, replaceChildren } from "./dom.js";
import { Drawer } from "./drawer.js";
import { ask, confirm, openModal } from "./modal.js";
import { Refused } from "./server.js";
import { Sidebar } from "./sidebar.js";
import { applyTheme } from "./theme.js";
import { Timeline } from "./timeline.js";
import { Topbar } from "./topbar.js";

const NOTICE_MS = 5000;
const WIDE = matchMedia("(min-width: 1100px)");
const NARROW = matchMedia("(max-width: 760px)");

function byId(id) {
  return document.getElementById(id);
}

function showNotice(sentence) {
  const notice = byId("notice");
  const line = element("div", { class: "notice-line" }, sentence);
  notice.append(line);
  setTimeout(() => line.remove(), NOTICE_MS);
}

/** What drawing markdown needs to know of the chat; roles have no names here, as in the world that the server tells. */
function contextOf(chat, openMessage) {
  const channelName = (id) => chat.channel(id)?.name ?? "unknown";
  return {
    names: { user: (id) => chat.nameOf(id), channel: channelName, role: () => "role" },
    now: () => chat.clock.now(),
    canOpen: (channelId) => chat.channel(channelId) !== null,
    openMessage,
  };
}

/** A panel at the side that lies over the chat on narrow windows. */
class Panel {
  constructor(id, isShown) {
    this.node = byId(id);
    this.set(isShown);
  }

  set(isShown) {
    this.isShown = isShown;
    this.node.classList.toggle("shown", isShown);
    this.node.inert = !isShown;
    for (const button of document.querySelectorAll(`[aria-controls=${this.node.id}]`))
      button.setAttribute("aria-expanded", String(isShown));
  }

  toggle() {
    this.set(!this.isShown);
  }
}

async function start() {
  applyTheme();
  const chat = new Chat();
  const [, channelId, messageId] = /^#(\d+)(?:\/(\d+))?$/.exec(location.hash) ?? [];
  await chat.start(sessionStorage.getItem("person"), channelId ?? sessionStorage.getItem("channel"));

  const sidebarPanel = new Panel("sidebar", !NARROW.matches);
  const drawerPanel = new Panel("drawer", WIDE.matches);
  let timeline = null;
  const openMessage = async (channel, message) => {
    if (channel !== chat.channelId) await chat.openChannel(channel);
    if (message) timeline.show(message);
  };
  const context = contextOf(chat, openMessage);
  const composer = new Composer(byId("composer"), chat, {
    context,
    onEditLast: () => timeline.editLastOwn(),
    onSent: () => timeline.scrollToEnd(),
  });
  timeline = new Timeline(byId("timeline"), chat, { composer, confirm, ask, context });
  new Topbar(byId("topbar"), chat, { onChannels: () => sidebarPanel.toggle(), onDrawer: () => drawerPanel.toggle() });
  new Sidebar(byId("sidebar"), chat, {
    onOpen: (id) => {
      if (NARROW.matches) sidebarPanel.set(false);
      chat.openChannel(id).catch((error) => showNotice(error.message));
      composer.focus();
    },
  });
  new Drawer(byId("drawer"), chat, {
    context,
    onSuggest: (text) => {
      if (!WIDE.matches) drawerPanel.set(false);
      composer.say(text);
    },
  });
  byId("shade").addEventListener("click", () => {
    if (NARROW.matches) sidebarPanel.set(false);
    if (!WIDE.matches) drawerPanel.set(false);
  });
  NARROW.addEventListener("change", () => sidebarPanel.set(!NARROW.matches));
  WIDE.addEventListener("change", () => drawerPanel.set(WIDE.matches));
  chat.addEventListener("notice", ({ detail }) => showNotice(detail));
  chat.addEventListener("modal", ({ detail }) => openModal(detail, chat, context));
  chat.addEventListener("person", () => sessionStorage.setItem("person", chat.personId));
  chat.addEventListener("channel", () => sessionStorage.setItem("channel", chat.channelId));
  chat.addEventListener("connection", () => {
    byId("connection").hidden = chat.isConnected;
  });
  document.body.classList.add("ready");
  timeline.draw();
  composer.focus();
  if (messageId) {
    await chat.load(chat.channelId);
    timeline.show(messageId);
  }
}

try {
  await start();
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  replaceChildren(byId("timeline"), element("p", { class: "empty", role: "alert" }, error.message));
}
