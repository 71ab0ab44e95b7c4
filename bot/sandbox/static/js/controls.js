// The sandbox's switches: the clock, the shop, VIES, and the way back to the beginning.

import { post, reasonOf } from "./api.js";
import { byId, h } from "./dom.js";
import { moment, span } from "./format.js";
import { t } from "./texts.js";

const MODES = ["up", "slow", "down"];
const STEPS = [
  { hours: 1, key: "clock-hour" },
  { hours: 24, key: "clock-day" },
  { hours: 72, key: "clock-three-days" },
];
const MOST_HOURS = 24 * 365;

export class Controls {
  /** @param {import("./world.js").World} world */
  constructor(world) {
    this.world = world;
    this.said = byId("controls-said");
    byId("clock-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#move(Number(byId("clock-hours").value));
    });
    const dialog = byId("reset-dialog");
    byId("reset").addEventListener("click", () => {
      byId("controls").hidePopover();
      dialog.showModal();
    });
    byId("reset-no").addEventListener("click", () => dialog.close());
    byId("reset-yes").addEventListener("click", () => {
      dialog.close();
      this.#do(() => post("/api/sandbox/reset"), t("resetting"));
    });
    dialog.addEventListener("close", () => byId("controls-open").focus());
    world.addEventListener("state", () => this.draw());
    setInterval(() => this.#tick(), 1000);
  }

  draw() {
    const { state } = this.world;
    if (!state) return;
    byId("clock-steps").replaceChildren(
      ...STEPS.map(({ hours, key }) =>
        h("button", {
          type: "button", class: "button button-default", text: t(key),
          on: { click: () => this.#move(hours) },
        }),
      ),
    );
    this.#modes("shop", state.shop);
    this.#modes("vies", state.vies);
    this.#lamp("shop", state.shop);
    this.#lamp("vies", state.vies);
    this.#lamp("parser", state.parser);
    byId("clock-moved").textContent = state.moved_seconds
      ? t("clock-moved", { time: span(state.moved_seconds) })
      : t("clock-real");
    this.#tick();
  }

  #tick() {
    if (!this.world.state) return;
    const now = this.world.now();
    const clock = byId("clock");
    const text = moment(now);
    if (clock.textContent === text) return;
    clock.textContent = text;
    clock.dateTime = now.toISOString();
  }

  #modes(name, current) {
    const root = byId(`${name}-modes`);
    if (!root.childElementCount) {
      root.append(
        ...MODES.map((mode) =>
          h(
            "label",
            { class: `mode mode-${mode}` },
            h("input", {
              type: "radio", name: `${name}-mode`, value: mode,
              on: { change: () => this.#switch(name, mode) },
            }),
            h("span", { data: { text: `mode-${mode}` } }),
          ),
        ),
      );
    }
    for (const input of root.querySelectorAll("input")) input.checked = input.value === current;
    for (const label of root.querySelectorAll("[data-text]")) {
      label.textContent = t(label.dataset.text);
    }
  }

  #lamp(name, value) {
    const lamp = byId(`lamp-${name}`);
    lamp.className = `lamp lamp-${value}`;
    lamp.textContent = t(`lamp-${name}`, { state: t(`mode-${value}`) });
  }

  #move(hours) {
    if (!Number.isFinite(hours) || hours <= 0 || hours > MOST_HOURS) return;
    const said = t("clock-was-moved", { time: span(hours * 3600) });
    this.#do(() => post("/api/sandbox/clock", { hours }), said);
  }

  #switch(name, mode) {
    const said = t("mode-set", { name: t(`name-${name}`), state: t(`mode-${mode}`) });
    this.#do(() => post(`/api/sandbox/${name}`, { mode }), said);
  }

  async #do(request, said) {
    try {
      await request();
      this.said.textContent = said;
    } catch (error) {
      this.said.textContent = reasonOf(error);
      this.draw();
    }
  }
}
