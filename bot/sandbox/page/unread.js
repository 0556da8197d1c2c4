/** What came into channels that were not open. */

export class Unread {
  #counts = new Map();
  #newSince = new Map();

  /** Counts a message; `isPing` when it is for the person who speaks. */
  count({ id, channel_id: channelId }, isPing) {
    const { first, count, mentions } = this.of(channelId) ?? { first: id, count: 0, mentions: 0 };
    this.#counts.set(channelId, { first, count: count + 1, mentions: mentions + Number(isPing) });
  }

  /** `{first, count, mentions}` of a channel, `first` being the id of the oldest message not read; null when all is. */
  of(channelId) {
    return this.#counts.get(channelId) ?? null;
  }

  /** A channel is opened and the one before it left: all in it is read, and what was new is remembered meanwhile. */
  open(channelId, leftId) {
    const unread = this.of(channelId);
    this.#newSince.delete(leftId);
    if (unread) this.#newSince.set(channelId, unread.first);
    this.#counts.delete(channelId);
  }

  /** The id of the first message that was new when an open channel was opened, or null. */
  newSince(channelId) {
    return this.#newSince.get(channelId) ?? null;
  }
}
