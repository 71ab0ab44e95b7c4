// The reasons behind one message: what was understood, what it was matched with, and which rules.

import { h } from "./dom.js";
import { number, percent } from "./format.js";
import { has, t } from "./texts.js";

const named = (prefix, value) => (has(`${prefix}-${value}`) ? t(`${prefix}-${value}`) : value);

function pair(label, ...value) {
  return h("div", { class: "why-pair" }, h("dt", { text: label }), h("dd", {}, ...value));
}

function meter(confidence) {
  const bar = h("meter", {
    class: "confidence", min: "0", max: "1", low: "0.4", high: "0.7", optimum: "1",
    value: confidence, "aria-label": t("why-confidence"),
  });
  return h("span", { class: "confidence-line" }, bar, percent(confidence));
}

function lineOf(line) {
  const asked = [line.op && named("why-op", line.op), line.quantity && number(line.quantity), line.unit];
  const found = line.sku
    ? [
        h("span", { dir: "auto", text: line.product ?? line.sku }),
        " ",
        h("code", { text: line.sku }),
        h("span", {
          class: "why-ground",
          text: [line.ground && named("why-ground", line.ground), line.score && percent(line.score)]
            .filter(Boolean)
            .join(", "),
        }),
      ]
    : [h("span", { class: "why-ground", text: t("why-no-product") })];
  return h(
    "li",
    { class: "why-line" },
    h(
      "div",
      {},
      h("q", { dir: "auto", text: line.said }),
      " ",
      h("span", { class: "why-asked", text: asked.filter(Boolean).join(" ") }),
    ),
    h("div", { class: "why-found" }, ...found),
  );
}

/** A disclosure that stays as it was when its message is drawn again. */
export function whyOf(why, key, opened) {
  const by = named("why-by", why.by);
  const facts = [pair(t("why-source"), by)];
  if (why.intent) facts.unshift(pair(t("why-intent"), h("code", { text: why.intent })));
  if (["parser", "rules"].includes(why.by)) {
    facts.push(pair(t("why-confidence"), meter(why.confidence)));
  }
  const parts = [h("dl", { class: "why-facts" }, ...facts)];
  if (why.lines.length) {
    parts.push(h("h4", { text: t("why-lines") }));
    parts.push(h("ul", { class: "why-lines" }, ...why.lines.map(lineOf)));
  }
  if (why.rules.length) {
    parts.push(h("h4", { text: t("why-rules") }));
    const rules = why.rules.map((rule) => h("li", { dir: "auto", text: rule }));
    parts.push(h("ul", { class: "why-rules" }, ...rules));
  }
  const details = h(
    "details",
    { class: "why", open: opened.has(key) },
    h("summary", { text: t("why") }),
    h("div", { class: "why-body" }, ...parts),
  );
  details.addEventListener("toggle", () => (details.open ? opened.add(key) : opened.delete(key)));
  return details;
}
