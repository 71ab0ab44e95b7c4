// Everything the page knows of the world behind it, kept up to date by one stream.

import { Conversation } from "./conversation.js";
import { guests } from "./guests.js";
import { Outbox } from "./outbox.js";
import { Stream } from "./stream.js";
import { language } from "./texts.js";

const RECORDS = ["mail", "orders", "evidence", "cases"];

/**
 * Emits "state", "mail", "orders", "evidence" and "cases" when these change, "connection"
 * {online}, and "reset" {chat} once a chat began anew with everything else.
 */
export class World extends EventTarget {
  state = null;
  mail = [];
  orders = [];
  evidence = [];
  cases = [];
  online = false;
  #conversations = new Map();
  #watched = [];

  constructor() {
    super();
    this.outbox = new Outbox();
    this.stream = new Stream(() =>
      Object.fromEntries(this.#watched.map((id) => [id, this.conversation(id).seq])),
    );
    this.#listen();
  }

  #listen() {
    const { stream, outbox } = this;
    stream.addEventListener("connection", ({ detail }) => {
      this.online = detail.online;
      if (detail.online) outbox.flush();
      this.#tell("connection", detail);
    });
    stream.addEventListener("sandbox", ({ detail }) => this.learn(detail));
    for (const name of RECORDS) {
      stream.addEventListener(name, ({ detail }) => {
        this[name] = detail;
        this.#tell(name);
      });
    }
    stream.addEventListener("message", ({ detail }) => this.conversation(detail.chat).take(detail));
    stream.addEventListener("state", ({ detail }) => this.conversation(detail.chat).state(detail));
    stream.addEventListener("reset", ({ detail }) => this.#forget(detail.chat));
    outbox.addEventListener("changed", () => {
      for (const [id, conversation] of this.#conversations) conversation.queue(outbox.of(id));
    });
    outbox.addEventListener("sent", ({ detail }) =>
      this.conversation(detail.person).confirm(detail.id),
    );
    outbox.addEventListener("refused", ({ detail }) =>
      this.conversation(detail.person).fail(detail.id, detail.code),
    );
  }

  /** Takes in how the sandbox stands. */
  learn(state) {
    const people = [...state.people, ...guests()];
    this.state = { ...state, people, arrived: performance.now() };
    this.#tell("state");
  }

  /** A chat began anew with everything else; what waited for the old world is not sent to this. */
  #forget(chat) {
    this.outbox.clear(chat);
    this.conversation(chat).clear();
    this.#tell("reset", { chat });
  }

  /** A person's conversation; one object for all who ask. */
  conversation(person) {
    let known = this.#conversations.get(person);
    if (!known) {
      known = new Conversation(person);
      this.#conversations.set(person, known);
      known.queue(this.outbox.of(person));
    }
    return known;
  }

  /** Follows these people's chats from now on. */
  watch(people) {
    const wanted = [...new Set(people)].sort();
    if (wanted.join() === this.#watched.join()) return;
    this.#watched = wanted;
    this.stream.open();
  }

  /** The sample person under an id. */
  person(id) {
    return this.state?.people.find((person) => person.id === id) ?? null;
  }

  /** The business time now: as last told, and what has passed since. */
  now() {
    return new Date(Date.parse(this.state.clock) + performance.now() - this.state.arrived);
  }

  /** Says a text as a person; returns the message's id. */
  say(person, text) {
    return this.#send(person, { kind: "text", text });
  }

  /** Presses a button as a person. */
  press(person, { token, label }) {
    return this.#send(person, { kind: "button", token, label });
  }

  /** Sends a file as a person. Throws QuotaExceededError when there is no room to keep it. */
  attach(person, { filename, media_type, content }) {
    return this.#send(person, { kind: "file", filename, media_type, content });
  }

  #send(person, message) {
    const name = this.person(person)?.name ?? person;
    return this.outbox.say(person, { ...message, name, language: language() });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
