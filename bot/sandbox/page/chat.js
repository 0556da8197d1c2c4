/** What the page knows: the world, the messages of each channel, what is unread, who types, what waits for the bot. */

import { ServerClock } from "./clock.js";
import { Interactions } from "./interactions.js";
import { Events, Refused, act, fetchMessages, fetchRequests, fetchWorld, setControl } from "./server.js";
import { Typing } from "./typing.js";
import { Unread } from "./unread.js";

const TELL_TYPING_MS = 8_000;
const WORLD_EVERY_MS = 60_000;
const EPHEMERAL = 64;
const TEXT_CHANNELS = new Set([0, 1, 2, 5, 10, 11, 12]);
const THREADS = new Set([10, 11, 12]);
const FORUM = 15;
const NOBODY = { id: "0", username: "unknown", global_name: "Unknown", colour: "#80848e" };

/** For what is only tried: that the connection is lost, the page says anyway. */
function ignoreRefusal(error) {
  if (!(error instanceof Refused)) throw error;
}

/** Orders snowflakes, which are too large for numbers. */
export function compareIds(one, other) {
  return one.length - other.length || (one < other ? -1 : Number(one > other));
}

/** A channel's name as one writes it, and the sign that stands for it. */
export function placeOf({ name, type, guild }) {
  if (!guild) return { sign: "at", words: name };
  return THREADS.has(type) ? { sign: "thread", words: name } : { sign: "hash", words: `#${name}` };
}

/**
 * The state behind the page. Every change is announced by an event that names what changed: "world", "person",
 * "channel", "messages", "unread", "typing", "controls", "pending", "connection"; "modal" and "notice" carry `detail`.
 */
export class Chat extends EventTarget {
  world = null;
  personId = null;
  channelId = null;
  isConnected = false;
  clock = new ServerClock();
  pending = new Set();
  #interactions = new Interactions();
  #events = null;
  #messages = new Map();
  #loading = new Map();
  #complete = new Set();
  #unread = new Unread();
  #typing = new Typing(() => this.#announce("typing"));
  #dismissed = new Set(JSON.parse(sessionStorage.getItem("dismissed") ?? "[]"));
  #direct = new Map();
  #strangers = new Map();
  #toldTyping = 0;

  /** Reads the world and connects as the person and to the channel named, or the first of each. */
  async start(personId, channelId) {
    await this.#readWorld();
    const { people } = this.world;
    const channels = this.channels();
    this.channelId = (channels.find(({ id }) => id === channelId) ?? channels[0])?.id ?? null;
    this.speakAs((people.find(({ id }) => id === personId) ?? people[0]).id);
    setInterval(() => this.#readWorld().catch(ignoreRefusal), WORLD_EVERY_MS);
  }

  #announce(type, detail = null) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Reads the world; when it is another one, because the sandbox was started anew, the page starts anew too. */
  async #readWorld() {
    const world = await fetchWorld();
    if (this.personId && !world.people.some(({ id }) => id === this.personId)) return location.reload();
    this.clock.sync(Date.parse(world.now));
    this.world = world;
    this.#announce("world");
    this.#announce("controls");
  }

  // Names and places

  /** All channels where one can talk, each with its guild; the direct messages with the bot, once open, have none. */
  channels() {
    const direct = this.#direct.get(this.personId);
    const inGuilds = this.world.guilds.flatMap((guild) =>
      guild.channels.filter(({ type }) => TEXT_CHANNELS.has(type)).map((channel) => ({ ...channel, guild })),
    );
    return direct ? [...inGuilds, { ...direct, name: this.nameOf(this.bot.id), guild: null }] : inGuilds;
  }

  /** The forums of a guild, in which one posts but does not talk. */
  forums(guild) {
    return guild.channels.filter(({ type }) => type === FORUM);
  }

  /** The roles of the guild of the open channel; @everyone is the first. */
  roles() {
    return this.channel()?.guild?.roles ?? [];
  }

  roleName(id) {
    return this.world.guilds.flatMap(({ roles }) => roles).find((role) => role.id === id)?.name ?? "deleted-role";
  }

  /** The people who are in the open channel's guild, or all of them in direct messages. */
  members() {
    const ids = this.channel()?.guild?.members;
    return ids ? this.world.people.filter(({ id }) => ids.includes(id)) : this.world.people;
  }

  /** The direct messages of the person who speaks, or null while they are not open. */
  get direct() {
    return this.#direct.get(this.personId) ?? null;
  }

  /** Opens the direct messages with the bot; gives their channel's id, or null when that is refused. */
  async openDirect() {
    const as = this.personId;
    try {
      const { channel } = await act(as, "dm", {});
      this.#direct.set(as, channel);
      this.#announce("world");
      return channel.id;
    } catch (error) {
      this.#fail(error);
      return null;
    }
  }

  channel(id = this.channelId) {
    return this.channels().find((channel) => channel.id === id) ?? null;
  }

  person(id = this.personId) {
    return this.world.people.find((person) => person.id === id) ?? null;
  }

  get bot() {
    return this.world.application;
  }

  /** A person, the bot, or a webhook or other bot that spoke, with a colour; somebody unknown gets such a name. */
  user(id) {
    if (this.isBot(id)) return { ...this.bot, colour: null };
    return this.person(id) ?? this.#strangers.get(id) ?? NOBODY;
  }

  isBot(id) {
    return id === this.bot.id || id === this.bot.user?.id;
  }

  nameOf(id) {
    const { global_name: name, username } = this.user(id);
    return name ?? username;
  }

  /** The address that Discord would give a message. */
  linkTo(channelId, messageId) {
    const guildId = this.channel(channelId)?.guild?.id ?? "@me";
    return `https://discord.com/channels/${guildId}/${channelId}/${messageId}`;
  }

  // Who speaks, and where

  speakAs(personId) {
    this.personId = personId;
    if (!this.channel()) this.channelId = this.channels()[0]?.id ?? null;
    this.#events?.close();
    this.#interactions.lose();
    this.#forgetMessages();
    this.#events = new Events(personId, {
      onOpen: () => this.#connected(),
      onEvent: (event) => this.#take(event),
      onLost: () => this.#lost(),
    });
    this.#announce("person");
    this.#announce("messages");
  }

  async openChannel(channelId) {
    this.#unread.open(channelId, this.channelId);
    this.channelId = channelId;
    this.#announce("channel");
    this.#announce("unread");
    this.#announce("messages");
    await this.load(channelId);
  }

  #connected() {
    const wasLost = !this.isConnected && this.#messages.size > 0;
    this.isConnected = true;
    this.#announce("connection");
    this.#forgetMessages();
    this.load(this.channelId);
    if (wasLost) this.#readWorld().catch((error) => this.#fail(error));
  }

  #lost() {
    this.isConnected = false;
    this.#interactions.lose();
    this.#announce("connection");
    this.#readWorld().catch(ignoreRefusal);
  }

  #fail(error) {
    if (!(error instanceof Refused)) throw error;
    this.notice(error.message);
  }

  /** Shows one sentence for a moment. */
  notice(sentence) {
    this.#announce("notice", sentence);
  }

  // Messages

  /** The messages of the open channel that are known, oldest first; null while they are being read. */
  messages() {
    const known = this.#messages.get(this.channelId);
    return known ? known.filter(({ id }) => !this.#dismissed.has(id)) : null;
  }

  message(id) {
    return this.#messages.get(this.channelId)?.find((message) => message.id === id) ?? null;
  }

  #forgetMessages() {
    this.#messages.clear();
    this.#loading.clear();
    this.#complete.clear();
  }

  async load(channelId) {
    if (this.#messages.has(channelId) || channelId === null) return;
    try {
      await this.#read(channelId, null);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Reads what is older than the oldest known message of the open channel, unless its beginning is known. */
  async loadOlder() {
    const oldest = this.#messages.get(this.channelId)?.[0];
    if (oldest && !this.#complete.has(this.channelId)) await this.#read(this.channelId, oldest.id);
  }

  hasBeginning() {
    return this.#complete.has(this.channelId);
  }

  /** One read of a channel at a time; an answer for somebody who no longer speaks is dropped. */
  #read(channelId, before) {
    const running = this.#loading.get(channelId);
    if (running) return running;
    const as = this.personId;
    const reading = (async () => {
      try {
        const messages = await fetchMessages(channelId, as, before);
        if (this.#loading.get(channelId) !== reading) return;
        if (messages.length === 0 || (!before && messages.length < 50)) this.#complete.add(channelId);
        this.#merge(channelId, messages);
      } finally {
        if (this.#loading.get(channelId) === reading) this.#loading.delete(channelId);
      }
    })();
    this.#loading.set(channelId, reading);
    return reading;
  }

  #merge(channelId, messages) {
    const known = new Map((this.#messages.get(channelId) ?? []).map((message) => [message.id, message]));
    for (const message of messages) {
      this.#meet(message.author);
      known.set(message.id, { ...message, ephemeral: Boolean(message.ephemeral || message.flags & EPHEMERAL) });
    }
    this.#messages.set(
      channelId,
      [...known.values()].sort((one, other) => compareIds(one.id, other.id)),
    );
    if (channelId === this.channelId) this.#announce("messages");
  }

  /** Remembers webhooks and other bots, which are not among the people. */
  #meet(author) {
    if (author.bot && !this.isBot(author.id)) this.#strangers.set(author.id, { ...author, colour: NOBODY.colour });
  }

  dismiss(messageId) {
    this.#dismissed.add(messageId);
    sessionStorage.setItem("dismissed", JSON.stringify([...this.#dismissed]));
    this.#announce("messages");
  }

  /** `{first, count, mentions}` of what came since a channel was left, or null. */
  unread(channelId) {
    return this.#unread.of(channelId);
  }

  /** The id of the first message that came while the open channel was closed, or null. */
  get newSince() {
    return this.#unread.newSince(this.channelId);
  }

  #countUnread(message) {
    if (message.channel_id === this.channelId || message.author.id === this.personId) return;
    const isPing = message.mentions.some(({ id }) => id === this.personId);
    this.#unread.count(message, isPing);
    this.#announce("unread");
  }

  // Events

  #take(event) {
    this.#interactions.take(event);
    switch (event.type) {
      case "message_create":
        this.#typing.stop(event.message.channel_id, event.message.author.id);
        if (!this.channel(event.message.channel_id) && !this.direct) this.openDirect();
        this.#put(event.message);
        return this.#countUnread(event.message);
      case "message_update":
        return this.#put(event.message);
      case "message_delete":
        return this.#drop(event.channel_id, event.id);
      case "typing":
        if (event.user_id !== this.personId) this.#typing.start(event.channel_id, event.user_id);
        break;
      case "modal":
        return this.#announce("modal", event);
      case "bot":
        this.world.bot_online = event.online;
        return this.#announce("world");
      case "guilds":
        this.world.guilds = event.guilds;
        if (!this.channel()) this.openChannel(this.channels()[0].id);
        return this.#announce("world");
      case "commands":
        this.world.commands = event.commands;
        return this.#announce("world");
      case "controls":
        this.world.controls = event.controls;
        return this.#announce("controls");
    }
  }

  /** What comes while a channel is being read may be missing from what is read: it is taken in right afterwards. */
  #put(message) {
    const { channel_id: channelId } = message;
    const reading = this.#loading.get(channelId);
    if (reading) reading.finally(() => this.#put(message)).catch(ignoreRefusal);
    else if (this.#messages.has(channelId)) this.#merge(channelId, [message]);
  }

  #drop(channelId, messageId) {
    const reading = this.#loading.get(channelId);
    if (reading) reading.finally(() => this.#drop(channelId, messageId)).catch(ignoreRefusal);
    const known = this.#messages.get(channelId);
    if (!known) return;
    const gone = (message) =>
      message.referenced_message?.id === messageId ? { ...message, referenced_message: null } : message;
    this.#messages.set(channelId, known.filter(({ id }) => id !== messageId).map(gone));
    if (channelId === this.channelId) this.#announce("messages");
  }

  /** The names of those who type in the open channel. */
  typing() {
    return this.#typing.in(this.channelId).map((userId) => this.nameOf(userId));
  }

  // Acts

  /** Lets others see that the person who speaks is writing; told now and then only. */
  tellTyping() {
    if (performance.now() - this.#toldTyping < TELL_TYPING_MS && this.#toldTyping) return;
    this.#toldTyping = performance.now();
    act(this.personId, "typing", { channel_id: this.channelId }).catch(ignoreRefusal);
  }

  requests() {
    return fetchRequests();
  }

  /** Posts in a forum; gives the id of the new thread, or null when that is refused. */
  async post(forumId, name, content) {
    try {
      const { channel } = await act(this.personId, "post", { channel_id: forumId, name, content });
      await this.#readWorld();
      return channel.id;
    } catch (error) {
      this.#fail(error);
      return null;
    }
  }

  /** Does something that needs no answer of the bot. True when it was done; else the refusal is shown. */
  async do(what, fields) {
    try {
      await act(this.personId, what, { channel_id: this.channelId, ...fields });
      return true;
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  /**
   * Does something that the bot answers, and shows it at `where` until it has: `{messageId, control}` for a component,
   * `{label}` for a command. Gives the outcome's event, or `{type: "refused", message}`.
   */
  async interact(what, fields, where) {
    const waiting = { channelId: this.channelId, personId: this.personId, failure: null, ...where };
    this.#forgetFailures(where);
    this.pending.add(waiting);
    this.#announce("pending");
    const outcome = await this.#askBot(what, fields);
    if (outcome.type === "interaction_failed" || outcome.type === "refused" || outcome.type === "lost") {
      waiting.failure = outcome.message ?? "This interaction failed";
    } else {
      this.pending.delete(waiting);
    }
    this.#announce("pending");
    return outcome;
  }

  async #askBot(what, fields) {
    try {
      const answer = await act(this.personId, what, { channel_id: this.channelId, ...fields });
      return answer.interaction_id
        ? await this.#interactions.outcome(answer.interaction_id)
        : { type: "interaction_done" };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { type: "refused", message: error.message };
    }
  }

  #forgetFailures({ messageId }) {
    for (const waiting of this.pending) {
      if (waiting.failure && waiting.messageId === messageId) this.pending.delete(waiting);
    }
  }

  forgetPending(waiting) {
    this.pending.delete(waiting);
    this.#announce("pending");
  }

  /** What waits at a message of the person who speaks, or failed there. */
  pendingAt(messageId) {
    return [...this.pending].filter((waiting) => waiting.messageId === messageId && waiting.personId === this.personId);
  }

  /** Commands that the person who speaks has sent here and that the bot has not answered. */
  pendingCommands() {
    return [...this.pending].filter(
      ({ messageId, channelId, personId }) => !messageId && channelId === this.channelId && personId === this.personId,
    );
  }

  /** The bot's choices for an option as typed so far; none when it gives none. */
  async choices(fields) {
    const outcome = await this.#askBot("autocomplete", fields);
    return outcome.type === "choices" ? outcome.choices : [];
  }

  /** Sends a form. Gives null when the bot took it, else the sentence that says why not. */
  async submit(interactionId, values) {
    const outcome = await this.#askBot("submit", { interaction_id: interactionId, values });
    if (outcome.type === "interaction_done" || outcome.type === "modal") return null;
    return outcome.message ?? "Something went wrong. Try again.";
  }

  /** Turns a control on or off, or sets it off. True when it was done; else the refusal is shown. */
  async control(name, on, argument) {
    try {
      this.world.controls = await setControl(name, on, argument);
    } catch (error) {
      this.#fail(error);
      return false;
    } finally {
      this.#announce("controls");
    }
    return true;
  }
}
