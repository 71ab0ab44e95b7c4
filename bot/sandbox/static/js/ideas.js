// What a person may want to write next; a press puts it into the composer.

import { t } from "./texts.js";

const CODE = /^\s*(\d{6})\s*$/m;

/** The newest code that was mailed to an address, or null. */
export function codeFor(mails, address) {
  const mail = mails.find(({ to, text }) => to.includes(address) && CODE.test(text));
  return mail ? { id: mail.id, at: mail.at, code: CODE.exec(mail.text)[1] } : null;
}

const same = (text) => ({ label: text, text });

/** @returns {{label: string, text: string}[]} */
export function ideasFor(world, id) {
  const person = world.person(id);
  const conversation = world.conversation(id);
  if (!person || person.guest) return [];
  if (conversation.context) {
    const kind = person.role === "requester" ? "buyer" : "approver";
    return [1, 2, 3].map((n) => same(t(`idea-${kind}-${n}`)));
  }
  const said = conversation.entries.filter((entry) => entry.own).map((entry) => entry.card.text);
  const code = said.includes(person.email) ? codeFor(world.mail, person.email) : null;
  const steps = [t("say-hello"), person.vat_number, person.email].filter((s) => !said.includes(s));
  const offered = steps.map(same);
  if (code) offered.unshift({ label: t("idea-code", { code: code.code }), text: code.code });
  return offered;
}
