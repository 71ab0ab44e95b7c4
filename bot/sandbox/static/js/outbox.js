// What was said and is not yet with the server. It outlives a reload, goes out once and in order.
//
// Tabs share it. Each message is kept under a name of its own, since two tabs that changed one list
// would lose messages; a lock lets one tab send at a time, and the server drops an id it knows.

import { Refused, Unreachable, sendTo } from "./api.js";
import { drop, keep, keyOf, namesFrom, read } from "./kept.js";

const BEGINNING = "outbox.";
const CHANNEL = "comptoir.outbox";
const RETRY_MS = 2000;

/** Emits "changed", "sent" {person, id} and "refused" {person, id, code}, of all tabs. */
export class Outbox extends EventTarget {
  #retry = null;
  #number = 0;
  #others = new BroadcastChannel(CHANNEL);

  constructor() {
    super();
    window.addEventListener("storage", ({ key }) => {
      if (key?.startsWith(keyOf(BEGINNING))) this.#tell("changed", {});
    });
    this.#others.addEventListener("message", ({ data }) => this.#tell(data.name, data.detail));
  }

  /** Everything that waits, oldest first: {name, person, message, at}. */
  #all() {
    const entries = namesFrom(BEGINNING).map((name) => ({ name, ...read(name, {}) }));
    return entries.filter((entry) => entry.message);
  }

  /** What waits of one person, oldest first. */
  of(person) {
    return this.#all().filter((entry) => entry.person === person);
  }

  /** Queues a message and sends what can be sent; returns its id. */
  say(person, message) {
    const id = crypto.randomUUID();
    const place = `${Date.now()}-${String(this.#number++).padStart(6, "0")}`;
    const at = new Date().toISOString();
    keep(`${BEGINNING}${place}-${id}`, { person, message: { id, ...message }, at });
    this.#tell("changed", {});
    this.flush();
    return id;
  }

  /** Forgets what a person still wanted to say. */
  clear(person) {
    for (const { name } of this.of(person)) drop(name);
  }

  /** Sends what waits, in order, until the server is out of reach. */
  flush() {
    return navigator.locks.request(CHANNEL, () => this.#drain());
  }

  async #drain() {
    let entry;
    while ((entry = this.#all()[0])) {
      const { name, person, message } = entry;
      try {
        await sendTo(person, message);
        this.#tellAll("sent", { person, id: message.id });
      } catch (error) {
        if (error instanceof Unreachable) {
          clearTimeout(this.#retry);
          this.#retry = setTimeout(() => this.flush(), RETRY_MS);
          return;
        }
        if (!(error instanceof Refused)) throw error;
        this.#tellAll("refused", { person, id: message.id, code: error.code });
      }
      drop(name);
    }
  }

  #tellAll(name, detail) {
    this.#tell(name, detail);
    this.#others.postMessage({ name, detail });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
