// How one entry of a chat looks.

import { h, hidden, icon, linked } from "./dom.js";
import { moment, time } from "./format.js";
import { has, t } from "./texts.js";
import { whyOf } from "./why.js";

const ROWS_SHOWN = 12;
const ROWS_HIDDEN_AT_LEAST = 3;
const PICTURES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

const paragraphs = (text, name) =>
  text ? [h("p", { class: name, dir: "auto" }, ...linked(text))] : [];

function row({ title, detail, amount }) {
  return h(
    "li",
    { class: "row" },
    h("span", { class: "row-title", dir: "auto", text: title }),
    amount ? h("span", { class: "row-amount", text: amount }) : null,
    detail ? h("span", { class: "row-detail", dir: "auto", text: detail }) : null,
  );
}

/** The rows; a long list shows its beginning and a button for the rest. */
function rowsOf(rows, open, onOpen) {
  if (!rows.length) return [];
  const long = rows.length >= ROWS_SHOWN + ROWS_HIDDEN_AT_LEAST;
  const list = h("ul", { class: "rows" }, ...(long && !open ? rows.slice(0, ROWS_SHOWN) : rows).map(row));
  if (!long || open) return [list];
  const more = h("button", {
    type: "button",
    class: "link-button",
    text: t("show-all", { n: rows.length }),
    on: {
      click: () => {
        onOpen();
        const rest = rows.slice(ROWS_SHOWN).map(row);
        rest[0].tabIndex = -1;
        list.append(...rest);
        more.remove();
        rest[0].focus({ preventScroll: true });
      },
    },
  });
  return [list, more];
}

const isMoney = ({ value }) => /\d/.test(value) && /\p{Sc}|\b[A-Z]{3}\b/u.test(value);

/** Where the total stands: at the end of the first amounts that follow each other. */
function totalAt(fields) {
  const first = fields.findIndex(isMoney);
  if (first < 0 || !fields[first + 1] || !isMoney(fields[first + 1])) return -1;
  const after = fields.findIndex((field, index) => index > first && !isMoney(field));
  return (after < 0 ? fields.length : after) - 1;
}

function fieldsOf(fields) {
  if (!fields.length) return [];
  const total = totalAt(fields);
  const pairs = fields.map(({ label, value }, index) =>
    h(
      "div",
      { class: `field${index === total ? " is-total" : ""}` },
      h("dt", { text: label, dir: "auto" }),
      h("dd", { text: value, dir: "auto" }),
    ),
  );
  return [h("dl", { class: "fields" }, ...pairs)];
}

function fileSize(bytes) {
  return bytes < 1024 ? `${bytes} B` : `${Math.round(bytes / 1024)} kB`;
}

function fileOf({ filename, size, url }) {
  return h(
    "a",
    { class: "file", href: url, target: "_blank", rel: "noopener" },
    icon("file"),
    h("span", { class: "file-name", text: filename }),
    h("span", { class: "file-size", text: fileSize(size) }),
    hidden(t("opens-new-tab")),
  );
}

/** A picture; what turns out to be none is a file like any other. */
function pictureOf(file) {
  const picture = h(
    "a",
    { class: "picture", href: file.url, target: "_blank", rel: "noopener" },
    h("img", {
      src: file.url,
      alt: file.description || file.filename,
      on: { error: () => picture.replaceWith(fileOf(file)) },
    }),
    hidden(t("opens-new-tab")),
  );
  return picture;
}

const filesOf = (files) =>
  files.map((file) => (PICTURES.has(file.media_type) ? pictureOf(file) : fileOf(file)));

function buttonsOf(entry, view) {
  const { buttons } = entry.card;
  if (!buttons.length) return [];
  const busy = buttons.some((button) => view.pressing(button.token));
  const made = buttons.map((button) => {
    const mine = view.pressing(button.token);
    return h("button", {
      type: "button",
      class: `button button-${button.style}${mine ? " is-busy" : ""}`,
      text: button.label,
      "aria-disabled": busy || view.frozen ? "true" : null,
      data: { token: button.token },
      on: { click: () => !busy && !view.frozen && view.press(button) },
    });
  });
  return [h("div", { class: "buttons" }, ...made)];
}

const TICKS = { queued: "clock", sent: "check", read: "ticks", failed: "alert" };

function metaOf(entry) {
  const parts = [];
  if (entry.edited && !entry.own) parts.push(h("span", { class: "edited", text: t("edited") }));
  parts.push(h("time", { datetime: entry.at, title: moment(entry.at), text: time(entry.at) }));
  if (entry.own) {
    parts.push(
      h(
        "span",
        { class: `tick tick-${entry.delivery}`, title: t(`delivery-${entry.delivery}`) },
        icon(TICKS[entry.delivery]),
        hidden(t(`delivery-${entry.delivery}`)),
      ),
    );
  }
  return h("div", { class: "meta" }, ...parts);
}

const failureOf = (code) => t(has(`error-${code}`) ? `error-${code}` : "error-other");

/**
 * The element of an entry.
 * @param {import("./conversation.js").Entry} entry
 * @param {object} view `press(button)`, `pressing(token)`, `frozen`, `opened` (ids of entries
 *   whose long list or reasons the person opened; they stay open when it is drawn again).
 */
export function messageOf(entry, view) {
  const { card, own, why } = entry;
  const body = [
    hidden(own ? t("said-by-you") : t("said-by-assistant")),
    card.context && !own ? h("div", { class: "context", dir: "auto", text: card.context }) : null,
    card.title ? h("h3", { class: "card-title", dir: "auto", text: card.title }) : null,
    ...paragraphs(card.text, "card-text"),
    ...rowsOf(card.rows, view.opened.has(`rows:${entry.id}`), () => view.opened.add(`rows:${entry.id}`)),
    ...fieldsOf(card.fields),
    ...paragraphs(card.note, "card-note"),
    ...filesOf(card.files),
    ...buttonsOf(entry, view),
    entry.delivery === "failed" ? h("p", { class: "failure", text: failureOf(entry.code) }) : null,
    h(
      "div",
      { class: "foot" },
      why && !own ? whyOf(why, `why:${entry.id}`, view.opened) : null,
      metaOf(entry),
    ),
  ];
  const wide = card.rows.length || card.fields.length || card.buttons.length;
  const kind = own ? "own" : "theirs";
  return h(
    "div",
    { class: `message message-${kind}${wide ? " message-wide" : ""}`, data: { id: entry.id } },
    h("div", { class: "bubble" }, ...body),
  );
}
