// One case: what was said, what is in the cart, what waits, and what staff can do.

import { h, isolated } from "./dom.js";
import { time } from "./format.js";
import { has, t } from "./texts.js";

const PLACEHOLDERS = { held_order: "desk-reason-placeholder", unknown_order: "desk-number-placeholder" };
const label = (key) => (has(`data-${key}`) ? t(`data-${key}`) : key.replaceAll("_", " "));

function said(line) {
  const author = line.name || (has(`author-${line.author}`) ? t(`author-${line.author}`) : line.author);
  return h(
    "li",
    { class: `said said-${line.author}` },
    h(
      "div",
      { class: "said-head" },
      h("strong", { dir: "auto", text: author }),
      h("time", { datetime: line.at, text: time(line.at) }),
    ),
    h("p", { dir: "auto", text: line.text }),
  );
}

function list(title, entries) {
  if (!entries.length) return [];
  return [
    h("h4", { text: title }),
    h("ul", { class: "plain" }, ...entries.map((text) => h("li", { dir: "auto", text }))),
  ];
}

function dataOf(data) {
  const shown = Object.entries(data).filter(([, value]) => value !== null && typeof value !== "object");
  if (!shown.length) return [];
  const pairs = shown.map(([key, value]) =>
    h("div", { class: "field" }, h("dt", { text: label(key) }), h("dd", { dir: "auto", text: String(value) })),
  );
  return [h("h4", { text: t("case-data") }), h("dl", { class: "fields" }, ...pairs)];
}

function button(key, style, act, { name = key, disabled = false } = {}) {
  return h("button", {
    type: "button", name, class: `button button-${style}`, text: t(`desk-${key}`), disabled,
    on: { click: act },
  });
}

/**
 * What staff can do about a case.
 * @param {object} view  @param {object} options `gone` (closed meanwhile), `draft` of an answer,
 *   `act(name, text)`.
 */
export function caseActions(view, { gone, draft, act }) {
  if (gone) return [h("p", { class: "closed", text: t("case-closed") })];
  const field = h("textarea", {
    id: "desk-field", name: "answer", rows: "2", dir: "auto", maxlength: "2000",
    placeholder: t(PLACEHOLDERS[view.kind] ?? "desk-placeholder"),
  });
  field.value = draft;
  const words = () => field.value.trim();
  const withWords = (name) => () => (words() ? act(name, words()) : field.focus());
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    withWords("say")();
  });
  const buttons = [
    button("say", "primary", withWords("say")),
    button("take", "default", () => act("take"), { disabled: Boolean(view.assigned_to) }),
    button("hand_back", "default", () => act("hand_back")),
  ];
  if (view.kind === "held_order") {
    buttons.push(button("release", "default", () => act("release")));
    buttons.push(button("refuse", "danger", withWords("refuse")));
  }
  if (view.kind === "unknown_order") {
    buttons.push(button("settle_placed", "default", withWords("settle_placed")));
    buttons.push(button("settle_not_placed", "danger", () => act("settle_not_placed")));
  }
  return [
    h("label", { class: "visually-hidden", for: "desk-field", text: t("desk-answer-label") }),
    field,
    h("div", { class: "buttons" }, ...buttons),
  ];
}

/** The elements of an open case; `kind` is its kind in words. */
export function caseParts(detail, kind) {
  const { view, transcript } = detail;
  const assigned = view.assigned_to ? t("case-taken-by", { name: view.assigned_to }) : t("case-free");
  return [
    h("h3", { class: "case-title", dir: "auto", text: view.who || t("case-nobody") }),
    h(
      "p",
      { class: "case-more" },
      h("span", { class: `badge badge-${view.kind}`, text: kind }),
      ` ${[isolated(view.company), assigned].filter(Boolean).join(" · ")}`,
    ),
    ...list(t("case-cart"), detail.cart),
    ...list(t("case-approvals"), detail.approvals),
    ...dataOf(detail.data),
    h("h4", { text: t("case-transcript") }),
    h("ol", { class: "transcript" }, ...transcript.map(said)),
  ];
}
