// On a narrow screen one place is shown at a time; on a wide one all of them are.

import { byId, h, hidden } from "./dom.js";
import { has, t } from "./texts.js";

export const PLACES = ["buyer", "approver", "desk", "records"];
const MOST = 99;

export class Tabs {
  #unseen = new Map();

  constructor() {
    this.bar = byId("tabs");
    this.show("buyer");
  }

  show = (place) => {
    document.body.dataset.place = place;
    this.#unseen.delete(place);
    this.draw();
  };

  /** Something came to a place that may be out of sight. */
  news(place) {
    if (document.body.dataset.place === place) return;
    this.#unseen.set(place, (this.#unseen.get(place) ?? 0) + 1);
    this.draw();
  }

  draw() {
    const focused = this.bar.contains(document.activeElement);
    const current = document.body.dataset.place;
    this.bar.replaceChildren(
      ...PLACES.map((place) => {
        const count = this.#unseen.get(place);
        return h(
          "button",
          {
            type: "button",
            class: "tab",
            data: { place },
            "aria-current": place === current ? "true" : null,
            on: { click: () => this.show(place) },
          },
          t(has(`tab-${place}`) ? `tab-${place}` : `column-${place}`),
          count
            ? h(
                "span",
                { class: "tab-news" },
                h("span", { "aria-hidden": "true", text: String(Math.min(count, MOST)) }),
                hidden(t("tab-news", { n: count })),
              )
            : null,
        );
      }),
    );
    if (focused) this.bar.querySelector('[aria-current="true"]')?.focus();
  }
}
