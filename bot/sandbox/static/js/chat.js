// One person's chat: who they are, what was said, and the composer.

import { h, hidden } from "./dom.js";
import { day, dayKey } from "./format.js";
import { ideasFor } from "./ideas.js";
import { messageOf } from "./message.js";
import { personPicker } from "./people.js";
import { Scroller } from "./scroller.js";
import { Composer } from "./composer.js";
import { t } from "./texts.js";

const QUIET_MS = 400;

export class Chat {
  /** Ids of messages whose long list or reasons stand open. */
  opened = new Set();
  frozen = false;
  /** Called when the assistant has written something new. */
  onNews = () => {};
  #elements = new Map();
  #loaded = null;
  #off = () => {};

  /**
   * @param {HTMLElement} root the section
   * @param {import("./world.js").World} world
   * @param {string} role "buyer" or "approver"
   * @param {(person: string) => void} onPick the person was switched by hand
   */
  constructor(root, world, role, onPick) {
    Object.assign(this, { root, world, role, onPick });
    this.person = null;
    this.log = h("div", { class: "log", role: "log", tabindex: "0" });
    this.typing = h("div", { class: "typing", hidden: true });
    this.more = h("button", { type: "button", class: "new-messages", hidden: true });
    this.ideas = h("div", { class: "ideas" });
    this.head = h("header", { class: "column-head" });
    this.composer = new Composer(role, {
      say: (text) => this.world.say(this.person, text),
      attach: (file) => this.world.attach(this.person, file),
    });
    const body = h("div", { class: "log-frame" }, this.log, this.more);
    root.append(this.head, body, this.ideas, this.composer.element);
    this.scroller = new Scroller(this.log, this.more);
    const bring = ({ target }) => target.open && this.scroller.bring(target, true);
    this.log.addEventListener("toggle", bring, { capture: true });
    world.addEventListener("mail", () => this.#drawIdeas());
  }

  /** Shows a person's chat. */
  show(person) {
    this.#off();
    this.person = person;
    const conversation = this.world.conversation(person);
    const onEntry = ({ detail }) => this.#entry(detail.entry, detail.fresh);
    const onState = () => this.#drawState();
    const onCleared = () => this.draw();
    conversation.addEventListener("entry", onEntry);
    conversation.addEventListener("state", onState);
    conversation.addEventListener("cleared", onCleared);
    this.#off = () => {
      conversation.removeEventListener("entry", onEntry);
      conversation.removeEventListener("state", onState);
      conversation.removeEventListener("cleared", onCleared);
    };
    this.draw();
  }

  get conversation() {
    return this.world.conversation(this.person);
  }

  /** Presses a button of a card. */
  press(button) {
    this.world.press(this.person, button);
  }

  /** Whether a press of this token is under way. */
  pressing(token) {
    return this.conversation.pressing(token);
  }

  /** Stops input while everything is set back. */
  freeze(frozen) {
    if (this.frozen === frozen) return;
    this.frozen = frozen;
    this.composer.freeze(frozen);
  }

  /** Draws everything anew: another person, another language. */
  draw() {
    this.#head();
    this.log.setAttribute("aria-label", t("log-label", { name: this.#name() }));
    this.log.setAttribute("aria-busy", "true");
    this.#elements.clear();
    this.log.replaceChildren(this.typing);
    this.typing.replaceChildren(h("span", { class: "dots" }), hidden(t("typing")));
    for (const entry of this.conversation.entries) this.#entry(entry, true);
    this.#drawState();
    this.#drawEmpty();
    this.#settle();
    this.composer.label(t("composer-label", { name: this.#name() }));
    this.scroller.toEnd();
  }

  #name() {
    return this.world.person(this.person)?.name ?? this.person;
  }

  #head() {
    const focused = this.head.contains(document.activeElement);
    this.head.replaceChildren(...personPicker(this));
    if (focused) this.head.querySelector("select")?.focus();
  }

  #drawEmpty() {
    const empty = this.conversation.entries.length === 0;
    this.log.querySelector(".empty")?.remove();
    if (!empty) return;
    const person = this.world.person(this.person);
    const kind = person?.guest ? "guest" : this.role;
    const about = { name: this.#name(), company: person?.company ?? "" };
    this.log.prepend(
      h(
        "div",
        { class: "empty" },
        h("p", { class: "empty-title", text: t(`empty-${kind}-title`) }),
        h("p", { text: t(`empty-${kind}`, about) }),
      ),
    );
  }

  /** Puts a new entry in its place, or draws a known one anew. */
  #entry(entry, fresh) {
    this.scroller.keep(() => {
      const element = messageOf(entry, this);
      element.seq = entry.seq;
      element.dataset.day = dayKey(entry.at);
      const old = this.#elements.get(entry.id);
      this.#elements.set(entry.id, element);
      if (old && old.seq === entry.seq) this.#replace(old, element);
      else {
        old?.remove();
        this.#insert(element, entry);
      }
    }, fresh ? entry : null);
    this.#drawEmpty();
    this.#drawIdeas();
    this.#settle();
    if (entry.pressed) this.#redrawCardOf(entry.pressed);
    if (fresh && !entry.own && this.log.getAttribute("aria-busy") === "false") this.onNews();
  }

  #replace(old, element) {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const token = focused?.dataset.token;
    old.replaceWith(element);
    if (!focused) return;
    const same = [...element.querySelectorAll("[data-token]")].find((b) => b.dataset.token === token);
    (same ?? this.composer.field).focus({ preventScroll: true });
  }

  #insert(element, entry) {
    let after = this.typing.previousElementSibling;
    while (after && after.seq > entry.seq) after = after.previousElementSibling;
    const previous = after?.dataset.day;
    const next = after ? after.nextElementSibling : this.log.firstElementChild;
    if (previous !== element.dataset.day && (previous || !this.#isToday(entry))) {
      const mark = h("div", { class: "day" }, h("span", { text: day(entry.at) }));
      mark.seq = entry.seq;
      mark.dataset.day = element.dataset.day;
      this.log.insertBefore(mark, next);
    }
    this.log.insertBefore(element, next);
  }

  #isToday(entry) {
    return dayKey(entry.at) === dayKey(this.world.now());
  }

  #redrawCardOf(token) {
    const holder = this.conversation.entries.find((entry) =>
      entry.card.buttons.some((button) => button.token === token),
    );
    if (holder) this.#replaceQuietly(holder);
  }

  #replaceQuietly(entry) {
    const old = this.#elements.get(entry.id);
    if (!old) return;
    const element = messageOf(entry, this);
    element.seq = old.seq;
    element.dataset.day = old.dataset.day;
    this.#elements.set(entry.id, element);
    this.#replace(old, element);
  }

  #drawState() {
    this.scroller.keep(() => {
      this.typing.hidden = !this.conversation.typing;
    }, null);
  }

  #drawIdeas() {
    if (!this.person || !this.world.state) return;
    const chips = ideasFor(this.world, this.person).map(({ label, text }) =>
      h("button", {
        type: "button",
        class: "chip",
        text: label,
        on: { click: () => this.composer.fill(text) },
      }),
    );
    this.ideas.replaceChildren(
      ...(chips.length ? [h("span", { class: "ideas-label", text: t("ideas") }), ...chips] : []),
    );
  }

  /** A screen reader hears what is new, not what was there when the chat was opened. */
  #settle() {
    clearTimeout(this.#loaded);
    if (this.log.getAttribute("aria-busy") === "false") return;
    this.#loaded = setTimeout(() => this.log.setAttribute("aria-busy", "false"), QUIET_MS);
  }

  /** The element of a button on the screen, or null. */
  buttonElement(token) {
    return [...this.log.querySelectorAll("[data-token]")].find((b) => b.dataset.token === token);
  }
}
