// The support desk: what waits for the merchant's staff, and one case with everything around it.

import { actOnCase, openCase, reasonOf } from "./api.js";
import { caseActions, caseParts } from "./case.js";
import { h, icon, isolated } from "./dom.js";
import { moment } from "./format.js";
import { has, t } from "./texts.js";

const LOOK_MS = 1500;
const NEAR_PX = 48;
const ENDS = new Set(["hand_back", "refuse", "settle_placed", "settle_not_placed"]);
const kindOf = (kind) => (has(`case-${kind}`) ? t(`case-${kind}`) : kind);

export class Desk {
  #open = null;
  #detail = null;
  #problem = "";
  #asked = 0;

  /** @param {HTMLElement} root the section  @param {import("./world.js").World} world */
  constructor(root, world) {
    this.world = world;
    this.head = h("header", { class: "column-head" });
    this.body = h("div", { class: "desk-body", tabindex: "0", role: "region" });
    this.foot = h("footer", { class: "desk-foot", hidden: true });
    this.news = h("p", { class: "visually-hidden", role: "status" });
    root.append(this.head, this.body, this.foot, this.news);
    world.addEventListener("cases", () => this.#changed());
    world.addEventListener("reset", () => this.#close());
    setInterval(() => this.#look(), LOOK_MS);
  }

  /** What a customer writes changes the open case and not the list. */
  async #look() {
    if (!this.#open || document.hidden || !this.world.online) return;
    const before = JSON.stringify(this.#detail);
    await this.#load();
    if (this.#open && JSON.stringify(this.#detail) !== before) this.draw();
  }

  draw() {
    this.head.replaceChildren(
      h(
        "div",
        { class: "column-title" },
        h("span", { class: "avatar avatar-desk", "aria-hidden": "true", text: t("column-desk")[0] }),
        h("h2", { id: "desk-title", text: t("column-desk") }),
        h("span", { class: "count", text: t("cases-open", { n: this.world.cases.length }) }),
      ),
      h("p", { class: "facts", text: t("desk-facts") }),
    );
    this.body.setAttribute("aria-label", t(this.#open ? "case-open" : "all-cases"));
    this.foot.hidden = !this.#open || !this.#detail;
    if (this.#open) this.#drawCase();
    else this.#drawList();
  }

  async #changed() {
    const count = t("cases-open", { n: this.world.cases.length });
    if (this.news.textContent !== count) this.news.textContent = count;
    if (this.#open) await this.#load();
    this.draw();
  }

  #drawList() {
    const { cases } = this.world;
    if (!cases.length) {
      this.body.replaceChildren(
        h(
          "div",
          { class: "empty" },
          h("p", { class: "empty-title", text: t("empty-desk-title") }),
          h("p", { text: t("empty-desk") }),
        ),
      );
      return;
    }
    this.body.replaceChildren(h("ul", { class: "cases" }, ...cases.map((view) => this.#item(view))));
  }

  #item(view) {
    const state = view.assigned_to ? t("case-taken-by", { name: view.assigned_to }) : t("case-free");
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "case", data: { case: view.id }, on: { click: () => this.#show(view.id) } },
        h(
          "span",
          { class: "case-line" },
          h("span", { class: `badge badge-${view.kind}`, text: kindOf(view.kind) }),
          h("time", { datetime: view.opened_at, text: moment(view.opened_at) }),
        ),
        h("span", { class: "case-who", dir: "auto", text: view.who || t("case-nobody") }),
        h("span", {
          class: "case-more",
          dir: "auto",
          text: [isolated(view.company), isolated(view.summary), state].filter(Boolean).join(" · "),
        }),
      ),
    );
  }

  async #show(id) {
    this.#open = id;
    this.#detail = null;
    this.#problem = "";
    await this.#load();
    this.draw();
    this.body.focus({ preventScroll: true });
  }

  async #load() {
    const asked = ++this.#asked;
    try {
      const detail = await openCase(this.#open);
      if (asked === this.#asked && this.#open) this.#detail = detail;
    } catch (error) {
      if (asked === this.#asked) this.#problem = reasonOf(error);
    }
  }

  #close() {
    const was = this.#open;
    this.#open = this.#detail = null;
    this.#problem = "";
    this.foot.replaceChildren();
    this.draw();
    const item = [...this.body.querySelectorAll(".case")].find((b) => b.dataset.case === was);
    if (was) (item ?? this.body).focus();
  }

  #drawCase() {
    const { foot, body } = this;
    const draft = foot.querySelector("textarea")?.value ?? "";
    const held = [foot, body].some((part) => part.contains(document.activeElement));
    const focused = held ? document.activeElement.name : null;
    const back = h(
      "button",
      { type: "button", class: "link-button back", name: "back", on: { click: () => this.#close() } },
      icon("back"),
      t("all-cases"),
    );
    const top = body.scrollTop;
    const shown = body.querySelector(".transcript");
    const follow = !shown || body.scrollHeight - top - body.clientHeight < NEAR_PX;
    const gone = !this.world.cases.some((view) => view.id === this.#open);
    const detail = this.#detail;
    const problem = h("p", { class: "failure", role: "alert", text: this.#problem, hidden: !this.#problem });
    body.replaceChildren(back, ...(detail ? caseParts(detail, kindOf(detail.view.kind)) : []));
    foot.replaceChildren(problem, ...(detail ? caseActions(detail.view, { gone, draft, act: this.#act }) : []));
    if (focused) [body, foot].map((part) => part.querySelector(`[name="${focused}"]`)?.focus());
    // Who reads above what was said last is left there.
    body.scrollTop = follow ? body.scrollHeight : top;
  }

  #act = async (act, text) => {
    try {
      await actOnCase(this.#open, act, { staff: t("staff-name"), text });
      this.#problem = "";
      const field = this.foot.querySelector("textarea");
      // What was typed meanwhile stays.
      if (text && field?.value.trim() === text.trim()) field.value = "";
      if (ENDS.has(act)) {
        this.#close();
        return;
      }
      await this.#load();
    } catch (error) {
      this.#problem = reasonOf(error);
    }
    this.draw();
  };
}
