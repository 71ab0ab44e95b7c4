// The guided tour: six buttons, each playing one step of the main story.

import { byId, h, hidden, icon } from "./dom.js";
import { Hand, Overdue, Stopped } from "./hand.js";
import { keep, keyOf, read } from "./kept.js";
import { t } from "./texts.js";
import { STEPS } from "./tour_steps.js";

const NAME = "tour";

export class Tour {
  #done = new Set(read(NAME, []));
  #playing = null;
  #stop = null;
  #said = "";

  /**
   * @param {import("./world.js").World} world
   * @param {object} stage `chatOf(person)`, which brings the person's chat to the screen, `show(place)`
   *   for narrow screens, and `rest()`, which takes the focus once no step is left.
   */
  constructor(world, stage) {
    Object.assign(this, { world, stage });
    this.list = byId("tour-steps");
    this.status = byId("tour-status");
    this.button = byId("tour-next");
    this.button.addEventListener("click", () => (this.#playing ? this.#stop.abort() : this.#next()));
    for (const name of ["state", "orders", "reset", "connection"]) {
      world.addEventListener(name, () => this.draw());
    }
    world.addEventListener("reset", () => {
      this.#stop?.abort();
      this.#said = "";
      this.#keep(new Set());
    });
    window.addEventListener("storage", (event) => {
      if (event.key !== keyOf(NAME)) return;
      this.#done = new Set(read(NAME, []));
      this.draw();
    });
    this.draw();
  }

  /** Follows the people of the tour, whose chats decide what can be done. */
  follow() {
    const { buyer, approver } = this.world.state.tour;
    for (const person of new Set([buyer, approver])) {
      const conversation = this.world.conversation(person);
      conversation.addEventListener("entry", () => this.#soon());
      conversation.addEventListener("cleared", () => this.#soon());
    }
    this.draw();
  }

  #soon() {
    this.soon ??= requestAnimationFrame(() => {
      this.soon = null;
      this.draw();
    });
  }

  #keep(done) {
    this.#done = done;
    keep(NAME, [...done]);
    this.draw();
  }

  #states() {
    const { world } = this;
    const { tour } = world.state;
    const begun = STEPS[0].done(world, tour);
    let next = null;
    const states = STEPS.map((step) => {
      const done = step.done ? step.done(world, tour) : begun && this.#done.has(step.name);
      const why = world.state.resetting ? "error-resetting" : done ? null : step.blocked(world, tour);
      const state = this.#playing === step.name ? "playing" : done ? "done" : why ? "blocked" : "open";
      if (state === "open" && !next) next = step.name;
      return { step, state, why };
    });
    return { states, next };
  }

  draw() {
    if (!this.world.state) return;
    const { states, next } = this.#states();
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.step : null;
    this.list.replaceChildren(...states.map((item, index) => this.#item(item, index, next)));
    if (focused) this.list.querySelector(`[data-step="${focused}"]`)?.focus();
    this.#drawNext(states, next);
  }

  #item({ step, state, why }, index, next) {
    const shown = state === "open" && step.name === next ? "next" : state;
    const mark = state === "done" ? icon("check") : state === "playing" ? icon("wait") : String(index + 1);
    const unable = this.#playing !== null || why !== null || !this.world.online;
    const reason = why ?? (state === "playing" ? "tour-playing" : null);
    return h(
      "li",
      { class: `step step-${shown}` },
      h(
        "button",
        {
          type: "button",
          class: "step-button",
          data: { step: step.name, state: shown },
          "aria-disabled": unable ? "true" : null,
          "aria-current": shown === "next" || shown === "playing" ? "step" : null,
          title: reason ? t(reason) : null,
          on: { click: () => this.#press(step, why) },
        },
        h("span", { class: "step-mark", "aria-hidden": "true" }, mark),
        h(
          "span",
          { class: "step-words" },
          hidden(`${t("step-number", { n: index + 1 })} `),
          h("span", { class: "step-title", text: t(`step-${step.name}`) }),
          hidden(` (${t(`step-is-${shown}`)})`),
        ),
      ),
    );
  }

  #drawNext(states, next) {
    const step = states.find((item) => item.step.name === (this.#playing ?? next))?.step;
    const text = this.#hint(step);
    if (this.status.textContent !== text) this.status.textContent = text;
    const label = this.#playing ? t("tour-stop") : t("tour-play");
    this.button.replaceChildren(
      icon(this.#playing ? "stop" : "play"),
      h("span", { class: "tour-next-label", text: label }),
    );
    const gone = !this.#playing && !next;
    if (gone && document.activeElement === this.button) this.stage.rest();
    this.button.hidden = gone;
    this.button.toggleAttribute("disabled", !this.world.online);
  }

  #hint(step) {
    if (this.world.state.resetting) return t("error-resetting");
    if (this.#playing) return t(`step-${this.#playing}-told`);
    return this.#said || (step ? t(`step-${step.name}-told`) : t("tour-done"));
  }

  #next() {
    const { states, next } = this.#states();
    const found = states.find((item) => item.step.name === next);
    if (found) this.#press(found.step, null);
  }

  #press(step, why) {
    if (this.#playing || !this.world.online) return;
    if (why) {
      this.#said = t(why);
      this.draw();
      return;
    }
    this.#play(step);
  }

  async #play(step) {
    const { world, stage } = this;
    this.#stop = new AbortController();
    this.#playing = step.name;
    this.#said = "";
    stage.show(step.shows);
    this.draw();
    const hand = new Hand(world, this.#stop.signal, stage.chatOf);
    try {
      // A first step after a reset elsewhere begins the whole tour anew.
      if (step.done) this.#done.clear();
      await step.play(hand, world, world.state.tour, stage.show);
      this.#done.add(step.name);
    } catch (error) {
      if (error instanceof Overdue) this.#said = t("tour-overdue");
      else if (!(error instanceof Stopped)) throw error;
    } finally {
      this.#playing = null;
      this.#keep(this.#done);
    }
  }
}
