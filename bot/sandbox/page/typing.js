/** Who types where; somebody who stops without a word is forgotten after a while, as in Discord. */

const TYPING_MS = 10_000;

export class Typing {
  #timers = new Map();

  /** `onChange` runs whenever somebody starts or stops. */
  constructor(onChange) {
    this.onChange = onChange;
  }

  start(channelId, userId) {
    this.stop(channelId, userId);
    const timer = setTimeout(() => this.stop(channelId, userId), TYPING_MS);
    this.#timers.set(`${channelId} ${userId}`, timer);
    this.onChange();
  }

  stop(channelId, userId) {
    const key = `${channelId} ${userId}`;
    clearTimeout(this.#timers.get(key));
    if (this.#timers.delete(key)) this.onChange();
  }

  /** The ids of those who type in a channel. */
  in(channelId) {
    const pairs = [...this.#timers.keys()].map((key) => key.split(" "));
    return pairs.filter(([place]) => place === channelId).map(([, userId]) => userId);
  }
}
