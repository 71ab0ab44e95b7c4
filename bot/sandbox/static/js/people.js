// Who a chat belongs to, and the switch to somebody else.

import { h } from "./dom.js";
import { money } from "./format.js";
import { t } from "./texts.js";

/** Limits of the sample companies are in the sample shop's currency. */
const CURRENCY = "EUR";

function options(people, current) {
  const companies = new Map();
  for (const person of people) {
    companies.set(person.company, [...(companies.get(person.company) ?? []), person]);
  }
  return [...companies].map(([company, members]) =>
    h(
      "optgroup",
      { label: company },
      ...members.map((person) =>
        h("option", {
          value: person.id,
          selected: person.id === current,
          text: person.guest ? person.name : `${person.name} · ${t(`role-${person.role}`)}`,
        }),
      ),
    ),
  );
}

/** What a person's company agreed with the merchant, and what they may do alone. */
function factsOf(person, currency) {
  if (person.guest) return t("guest-facts");
  const facts = [person.company, t("prices", { name: person.price_list }), person.payment_terms];
  if (person.role === "requester") {
    facts.push(t("limit", { amount: money(person.limit, currency) }));
    if (person.po_required) facts.push(t("po-required"));
  }
  return facts.join(" · ");
}

/** The head of a chat: title, switch, and what the person's company agreed with the merchant. */
export function personPicker(chat) {
  const { world, role } = chat;
  const person = world.person(chat.person);
  const select = h(
    "select",
    { "aria-label": t("person-label", { column: t(`column-${role}`) }), class: "person" },
    ...options(world.state?.people ?? [], chat.person),
  );
  select.addEventListener("change", () => chat.onPick(select.value));
  return [
    h(
      "div",
      { class: "column-title" },
      h("span", { class: `avatar avatar-${role}`, "aria-hidden": "true", text: t(`column-${role}`)[0] }),
      h("h2", { id: `${role}-title`, text: t(`column-${role}`) }),
      select,
    ),
    h("p", { class: "facts", text: person ? factsOf(person, CURRENCY) : "" }),
  ];
}

/** The role a person plays best: who may approve stands in the approver's column. */
export const columnOf = (person) => (person.role === "requester" ? "buyer" : "approver");

