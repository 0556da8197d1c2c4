/** The sandbox's control interface: what the page asks of it, and the events it sends. */

const RECONNECT_MS = [250, 500, 1000, 2000, 4000];

/** A request that the server refused; the message is its sentence. */
export class Refused extends Error {}

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refused("The sandbox does not answer. Is it still running?");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(answer.error ?? `The sandbox answered ${response.status}.`);
  return answer;
}

function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return ask(path, { method: "POST", headers, body: JSON.stringify(body) });
}

/** Who may talk, where, and what the bot offers. */
export function fetchWorld() {
  return ask("/control/world");
}

/** The newest messages of a channel as a person sees them, oldest first; those before `before` when it is given. */
export async function fetchMessages(channelId, as, before = null) {
  const query = new URLSearchParams({ as, limit: "50" });
  if (before) query.set("before", before);
  const { messages } = await ask(`/control/channels/${encodeURIComponent(channelId)}/messages?${query}`);
  return messages;
}

/** Does something as a person. Raises Refused with the sandbox's sentence. */
export function act(as, what, fields) {
  return post("/control/act", { as, do: what, ...fields });
}

/** Turns a control of the library on or off, or sets it off; gives all controls as they are now. */
export async function setControl(name, on, argument = null) {
  const { controls } = await post("/control/controls", { name, on, ...(argument === null ? {} : { argument }) });
  return controls;
}

/** The latest requests that the bot made to the sandbox, newest last. */
export async function fetchRequests() {
  const { requests } = await ask("/control/requests");
  return requests;
}

/**
 * The stream of events for one person. It comes back by itself after every loss; `onOpen` runs each time it is there,
 * so that what was missed meanwhile can be read again, and `onLost` when it goes.
 */
export class Events {
  #socket = null;
  #timer = 0;
  #attempt = 0;
  #closed = false;

  constructor(as, { onOpen, onEvent, onLost }) {
    Object.assign(this, { as, onOpen, onEvent, onLost });
    this.#connect();
  }

  #connect() {
    const address = new URL(`/control/events?as=${encodeURIComponent(this.as)}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    this.#socket = new WebSocket(address);
    this.#socket.addEventListener("open", () => {
      this.#attempt = 0;
      if (!this.#closed) this.onOpen();
    });
    this.#socket.addEventListener("message", ({ data }) => {
      if (!this.#closed) this.onEvent(JSON.parse(data));
    });
    this.#socket.addEventListener("close", () => this.#retry());
  }

  #retry() {
    if (this.#closed) return;
    this.onLost();
    const pause = RECONNECT_MS[Math.min(this.#attempt, RECONNECT_MS.length - 1)];
    this.#attempt += 1;
    this.#timer = setTimeout(() => this.#connect(), pause);
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket.close();
  }
}
