/** Acts that the bot answers: each gets its outcome, whichever of the answer and its event comes first. */

const OUTCOMES = new Set(["interaction_done", "interaction_failed", "modal", "choices"]);
const KEPT = 50;

export class Interactions {
  #early = new Map();
  #waiting = new Map();

  /** Waits for the first event of an interaction; `{type: "lost"}` when the connection went meanwhile. */
  outcome(interactionId) {
    const early = this.#early.get(interactionId);
    if (early) {
      this.#early.delete(interactionId);
      return Promise.resolve(early);
    }
    return new Promise((resolve) => this.#waiting.set(interactionId, resolve));
  }

  /** Takes an event of the server; the first of an interaction is its outcome, what is no outcome is left alone. */
  take(event) {
    if (!OUTCOMES.has(event.type)) return;
    const resolve = this.#waiting.get(event.interaction_id);
    if (resolve) {
      this.#waiting.delete(event.interaction_id);
      resolve(event);
      return;
    }
    if (this.#early.has(event.interaction_id)) return;
    this.#early.set(event.interaction_id, event);
    if (this.#early.size > KEPT) this.#early.delete(this.#early.keys().next().value);
  }

  /** Nothing that is waited for will come any more. */
  lose() {
    for (const resolve of this.#waiting.values()) resolve({ type: "lost" });
    this.#waiting.clear();
  }
}
