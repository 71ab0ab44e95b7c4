// What was said and is not yet with the server. It outlives a reload, goes out once and in order.
// Tabs share it: a lock lets one send at a time, and the server drops an id that it knows.

import { Refused, Unreachable, sendTo } from "./api.js";
import { keep, keyOf, read } from "./kept.js";

const NAME = "outbox";
const RETRY_MS = 2000;

/** Emits "changed" {person}, "sent" {person, id} and "refused" {person, id, code}. */
export class Outbox extends EventTarget {
  #flushing = null;

  constructor() {
    super();
    window.addEventListener("storage", (event) => {
      if (event.key === keyOf(NAME)) this.#tell("changed", {});
    });
  }

  #all() {
    return read(NAME, []);
  }

  #keep(entries) {
    keep(NAME, entries);
  }

  /** What waits of one person, oldest first: {person, message, at}. */
  of(person) {
    return this.#all().filter((entry) => entry.person === person);
  }

  /** Queues a message and sends what can be sent; returns its id. */
  say(person, message) {
    const id = crypto.randomUUID();
    const entry = { person, message: { id, ...message }, at: new Date().toISOString() };
    this.#keep([...this.#all(), entry]);
    this.#tell("changed", { person });
    this.flush();
    return id;
  }

  /** Forgets what a person still wanted to say. */
  clear(person) {
    this.#keep(this.#all().filter((entry) => entry.person !== person));
  }

  /** Sends what waits, in order, until the server is out of reach. */
  flush() {
    this.#flushing ??= navigator.locks
      .request(keyOf(NAME), () => this.#drain())
      .finally(() => {
        this.#flushing = null;
      });
    return this.#flushing;
  }

  async #drain() {
    let entry;
    while ((entry = this.#all()[0])) {
      const { person } = entry;
      const { id } = entry.message;
      try {
        await sendTo(person, entry.message);
        this.#tell("sent", { person, id });
      } catch (error) {
        if (error instanceof Unreachable) {
          setTimeout(() => this.flush(), RETRY_MS);
          return;
        }
        if (!(error instanceof Refused)) throw error;
        this.#tell("refused", { person, id, code: error.code });
      }
      this.#keep(this.#all().filter((other) => other.message.id !== id));
      this.#tell("changed", { person });
    }
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
