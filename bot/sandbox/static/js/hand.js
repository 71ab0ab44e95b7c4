// The tour's hand: types and presses for the person, visibly, over the same composer and buttons.

import { codeFor } from "./ideas.js";

const LONGEST_TYPING_MS = 900;
const PRESS_MS = 600;
const ANSWER_MS = 45000;

/** The tour was stopped by the person. */
export class Stopped extends Error {}

/** Something that the step waits for did not come. */
export class Overdue extends Error {}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Hand {
  /**
   * @param {import("./world.js").World} world
   * @param {AbortSignal} signal ends everything this hand does
   * @param {(person: string) => import("./chat.js").Chat} chatOf the chat on the screen of a person
   */
  constructor(world, signal, chatOf) {
    Object.assign(this, { world, signal, chatOf });
  }

  #pause(ms) {
    if (this.signal.aborted) throw new Stopped();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      this.signal.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(new Stopped());
      });
    });
  }

  /** Waits until something is there and returns it. */
  async until(find, ms = ANSWER_MS) {
    const deadline = performance.now() + ms;
    for (;;) {
      const found = find();
      if (found) return found;
      if (performance.now() > deadline) throw new Overdue();
      await this.#pause(60);
    }
  }

  /** Types a text into a person's composer, sends it, and waits for the answer. */
  async says(person, text) {
    const chat = this.chatOf(person);
    const { field, element } = chat.composer;
    await this.until(() => !field.disabled);
    element.classList.add("is-playing");
    try {
      const step = calm() ? text.length : Math.max(1, Math.ceil((text.length * 16) / LONGEST_TYPING_MS));
      for (let end = step; end < text.length; end += step) {
        field.value = text.slice(0, end);
        await this.#pause(16);
      }
      field.value = text;
      await this.#pause(calm() ? 0 : 250);
    } finally {
      element.classList.remove("is-playing");
      if (this.signal.aborted) field.value = "";
    }
    await this.#answered(person, () => chat.composer.submit());
  }

  /** Presses the newest button of a style on a person's screen and waits for the answer. */
  async presses(person, style) {
    const chat = this.chatOf(person);
    const { button } = await this.until(() => chat.conversation.button(style));
    const element = await this.until(() => chat.buttonElement(button.token));
    chat.scroller.bring(element, calm());
    element.classList.add("is-playing");
    await this.#pause(calm() ? 0 : PRESS_MS);
    await this.#answered(person, () => chat.press(button));
  }

  async #answered(person, act) {
    const conversation = this.world.conversation(person);
    const before = conversation.seq;
    act();
    await this.until(
      () => conversation.quiet && conversation.seq > before && !conversation.entries.at(-1).own,
    );
    await this.#pause(calm() ? 0 : 350);
  }

  /** Types the code that is mailed to a person from now on. */
  async saysCode(person, asked) {
    const { email } = this.world.person(person);
    const before = codeFor(this.world.mail, email)?.id;
    await asked();
    const mail = await this.until(() => {
      const newest = codeFor(this.world.mail, email);
      return newest && newest.id !== before ? newest : null;
    });
    await this.says(person, mail.code);
  }
}
