// One person's chat as the page knows it; free of any element.

/**
 * @typedef {object} Entry
 * @property {string} id of the first message; an edit keeps it.
 * @property {number} seq its place; Infinity until the server has given it one.
 * @property {boolean} own said by the person.
 * @property {object} card what stands there now.
 * @property {object|null} why
 * @property {string} at
 * @property {boolean} edited
 * @property {"queued"|"sent"|"read"|"failed"|null} delivery of own messages.
 * @property {string|null} pressed the token, when it is a press that this tab made.
 */

const NOT_READ = ["queued", "sent"];

function plainCard(text) {
  const nothing = { rows: [], fields: [], buttons: [], files: [] };
  return { title: "", text, note: "", context: "", ...nothing };
}

/** Emits "entry" {entry, fresh}, "state" and "cleared". */
export class Conversation extends EventTarget {
  /** The number of the last message that arrived. */
  seq = 0;
  typing = false;
  waiting = new Set();
  #entries = new Map();
  #roots = new Map();

  constructor(person) {
    super();
    this.person = person;
  }

  /** In the order of the conversation. @returns {Entry[]} */
  get entries() {
    return [...this.#entries.values()].sort((a, b) => (a.seq === b.seq ? 0 : a.seq - b.seq));
  }

  /** Takes a message or an edit in; one that was seen before changes nothing. */
  take(message) {
    if (message.seq <= this.seq) return;
    this.seq = message.seq;
    const root = this.#roots.get(message.edits);
    if (root) this.#edit(root, message);
    else this.#add(message);
    if (!message.own) this.#settle();
  }

  #edit(root, { id, card, why }) {
    Object.assign(root, { card, why: why ?? root.why, edited: true });
    this.#roots.set(id, root);
    this.#tell("entry", { entry: root, fresh: false });
  }

  #add({ id, seq, own, card, why, at, edits }) {
    const mine = this.#entries.get(id);
    const delivery = own ? (mine || this.waiting.has(id) ? "sent" : "read") : null;
    this.#put({
      id, seq, own, card, why, at, delivery, edited: Boolean(edits), pressed: mine?.pressed ?? null,
    });
  }

  #put(entry) {
    this.#entries.set(entry.id, entry);
    this.#roots.set(entry.id, entry);
    this.#tell("entry", { entry, fresh: true });
  }

  /** Shows what is still on its way to the server. */
  queue(waiting) {
    for (const { message, at } of waiting) {
      if (this.#entries.has(message.id)) continue;
      const text = message.label ?? message.text ?? message.filename;
      this.#put({
        id: message.id, seq: Infinity, own: true, card: plainCard(text), why: null, at,
        delivery: "queued", edited: false, pressed: message.token ?? null,
      });
    }
  }

  /** The server has committed it. */
  confirm(id) {
    if (this.#entries.get(id)?.delivery === "queued") this.#deliver(id, "sent");
  }

  /** The server refused it; `code` says why. */
  fail(id, code) {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.code = code;
    this.#deliver(id, "failed");
  }

  /** What the server says of the chat as a whole. */
  state({ typing, waiting }) {
    this.typing = typing;
    this.waiting = new Set(waiting);
    for (const id of this.waiting) this.#deliver(id, "sent");
    this.#settle();
    this.#tell("state", {});
  }

  /** What is with the server and waits no more has been read. */
  #settle() {
    for (const entry of this.#entries.values()) {
      if (entry.delivery === "sent" && !this.waiting.has(entry.id)) this.#deliver(entry.id, "read");
    }
  }

  #deliver(id, delivery) {
    const entry = this.#entries.get(id);
    if (!entry?.own || entry.delivery === delivery) return;
    entry.delivery = delivery;
    this.#tell("entry", { entry, fresh: false });
  }

  /** Whether a press of this token is under way. */
  pressing(token) {
    return this.entries.some((e) => e.pressed === token && NOT_READ.includes(e.delivery));
  }

  /** Whether everything that was said here is answered. */
  get quiet() {
    return !this.typing && !this.entries.some((e) => e.own && NOT_READ.includes(e.delivery));
  }

  /** Entries of the assistant, newest first. */
  get answers() {
    return this.entries.reverse().filter((entry) => !entry.own);
  }

  /** The company that stands on the newest card with one; "" for a stranger. */
  get context() {
    return this.answers.find((entry) => entry.card.context)?.card.context ?? "";
  }

  /** The newest button of a style on what is shown now, with its entry; null without one. */
  button(style) {
    for (const entry of this.answers) {
      const button = entry.card.buttons.find((candidate) => candidate.style === style);
      if (button) return { entry, button };
    }
    return null;
  }

  /** Begins anew. */
  clear() {
    this.seq = 0;
    this.typing = false;
    this.waiting.clear();
    this.#entries.clear();
    this.#roots.clear();
    this.#tell("cleared", {});
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
