// What came of it all: the last mail, the shop's orders and invoices, the VAT evidence.

import { h, isolated, linked } from "./dom.js";
import { date, moment, money, number, time } from "./format.js";
import { has, t } from "./texts.js";

const ORDERS_OPEN = 1;
const word = (prefix, value) => (has(`${prefix}-${value}`) ? t(`${prefix}-${value}`) : String(value));

function mailOf(mail, open) {
  return h(
    "details",
    { class: "record", open, data: { id: mail.id } },
    h(
      "summary",
      {},
      h("span", { class: "record-title", dir: "auto", text: mail.subject }),
      h("time", { datetime: mail.at, title: moment(mail.at), text: time(mail.at) }),
      h("span", { class: "record-more", text: t("mail-to", { address: mail.to.join(", ") }) }),
    ),
    h("div", { class: "mail-text", dir: "auto" }, ...linked(mail.text)),
  );
}

function lineOf(line, currency) {
  return h(
    "li",
    { class: "row" },
    h("span", { class: "row-title", text: line.name }),
    h("span", { class: "row-amount", text: money(line.net, currency) }),
    h("span", { class: "row-detail", text: `${number(line.quantity)} × ${line.sku}` }),
  );
}

function invoiceOf(invoice, currency) {
  return h(
    "p",
    { class: "invoice" },
    h("span", { class: "badge badge-invoice", text: t("invoice", { name: invoice.number || "…" }) }),
    ` ${word("invoice", invoice.state)} · ${money(invoice.total, currency)}`,
    invoice.due ? ` · ${t("due", { date: date(invoice.due) })}` : "",
  );
}

function orderOf(order, open) {
  return h(
    "details",
    { class: "record", open, data: { id: order.number } },
    h(
      "summary",
      {},
      h("span", { class: "record-title", text: t("order", { name: order.number }) }),
      h("strong", { class: "record-amount", text: money(order.total, order.currency) }),
      h("span", {
        class: "record-more",
        dir: "auto",
        text: [order.company, order.po_number, date(order.placed_on), word("order", order.state)]
          .filter(Boolean)
          .join(" · "),
      }),
    ),
    ...order.invoices.map((invoice) => invoiceOf(invoice, order.currency)),
    h("ul", { class: "rows" }, ...order.lines.map((line) => lineOf(line, order.currency))),
  );
}

function evidenceOf(evidence) {
  const proof = evidence.consultation_number
    ? t("consultation", { name: evidence.consultation_number })
    : evidence.fault || t("no-consultation");
  return h(
    "li",
    { class: "record evidence" },
    h("span", { class: "record-title", text: evidence.number }),
    h("span", { class: `badge badge-${evidence.outcome}`, text: word("vat", evidence.outcome) }),
    h("span", { class: "record-more", dir: "auto", text: evidence.name || "" }),
    h("span", { class: "record-more", text: `${proof} · ${moment(evidence.asked_at)}` }),
  );
}

const EMPTY = { mail: "empty-mail", orders: "empty-orders", evidence: "empty-evidence" };

/** The three lists below the chats. */
export class Records {
  #newest = { mail: null, orders: null };

  /** @param {Record<string, HTMLElement>} lists by name  @param {HTMLElement} news a status line */
  constructor(lists, news, world) {
    Object.assign(this, { lists, news, world });
    for (const name of Object.keys(lists)) world.addEventListener(name, () => this.#changed(name));
    world.addEventListener("reset", () => this.draw());
  }

  draw() {
    for (const name of Object.keys(this.lists)) this.#list(name);
  }

  #changed(name) {
    this.#list(name);
    const [first] = this.world[name];
    const id = first?.id ?? first?.number ?? null;
    if (name in this.#newest && id && this.#newest[name] !== id) {
      // The first list is what was there before; only what comes after it is news.
      if (this.#newest[name] !== null) this.#announce(name, first);
      this.#newest[name] = id;
    } else if (name in this.#newest && !id) this.#newest[name] = "";
  }

  #announce(name, first) {
    this.news.textContent =
      name === "mail"
        ? t("news-mail", { name: isolated(first.subject), address: first.to.join(", ") })
        : t("news-order", { name: first.number });
  }

  #list(name) {
    const root = this.lists[name];
    const opened = new Set([...root.querySelectorAll("details[open]")].map((d) => d.dataset.id));
    const known = new Set([...root.querySelectorAll("details")].map((d) => d.dataset.id));
    const isOpen = (id, index) => (known.has(id) ? opened.has(id) : index < ORDERS_OPEN);
    const all = this.world[name];
    const draw = {
      mail: (mail, index) => mailOf(mail, isOpen(mail.id, index)),
      orders: (order, index) => orderOf(order, isOpen(order.number, index)),
      evidence: evidenceOf,
    }[name];
    root.replaceChildren(
      ...(all.length ? all.map(draw) : [h(name === "evidence" ? "li" : "p", { class: "empty-line", text: t(EMPTY[name]) })]),
    );
  }
}
