// One stream of server-sent events for the whole tab: a browser allows six connections to a host
// in all its tabs together, so a stream for each chat would starve a second tab.

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;
const HIDDEN_MS = 20000;
const EVENTS = ["sandbox", "mail", "orders", "evidence", "cases", "message", "state", "reset"];

/**
 * Emits a CustomEvent for each kind of event, its data as `detail`, and "connection" with
 * {online}. It comes back by itself after a loss and asks for what it has not seen; while its tab
 * is hidden it gives its connection to others.
 */
export class Stream extends EventTarget {
  #source = null;
  #retry = null;
  #rest = null;
  #wait = FIRST_WAIT_MS;

  /** @param {() => Record<string, number>} positions of each chat, the last number seen. */
  constructor(positions) {
    super();
    this.positions = positions;
    window.addEventListener("online", () => this.open());
    window.addEventListener("pagehide", () => this.#close());
    window.addEventListener("pageshow", (event) => event.persisted && this.open());
    document.addEventListener("visibilitychange", () => this.#visibility());
  }

  /** Opens it, or opens it anew with the present chats and positions. */
  open() {
    this.#close();
    const query = new URLSearchParams({ sandbox: "1" });
    for (const [person, seq] of Object.entries(this.positions())) {
      query.append("chat", seq ? `${encodeURIComponent(person)}:${seq}` : encodeURIComponent(person));
    }
    const source = new EventSource(`/api/events?${query}`);
    this.#source = source;
    source.addEventListener("open", () => {
      this.#wait = FIRST_WAIT_MS;
      this.#tell("connection", { online: true });
    });
    // The browser's own retry would ask for the chats of long ago; ours asks for today's.
    source.addEventListener("error", () => {
      if (this.#source === source) this.#lost();
    });
    for (const name of EVENTS) {
      source.addEventListener(name, (event) => {
        if (this.#source === source) this.#tell(name, JSON.parse(event.data));
      });
    }
  }

  #visibility() {
    clearTimeout(this.#rest);
    if (document.hidden) this.#rest = setTimeout(() => this.#close(), HIDDEN_MS);
    else if (!this.#source) this.open();
  }

  #lost() {
    this.#close();
    this.#tell("connection", { online: false });
    this.#retry = setTimeout(() => this.open(), this.#wait * (0.75 + Math.random() / 2));
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
  }

  #close() {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
