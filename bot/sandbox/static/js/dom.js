// Elements are built here and nowhere else: text is only ever text, so nothing that a person or a
// shop wrote can become markup.

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element.
 * @param {string} tag
 * @param {object} [options] `class`, `text`, `data` (data-*), `on` (listeners); the rest are
 *   attributes (true means present, false, null and undefined mean absent).
 * @param {...(Node|string|null|false)} children strings become text nodes.
 */
export function h(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "text") element.textContent = value;
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name === "on") {
      for (const [event, listener] of Object.entries(value)) {
        element.addEventListener(event, listener);
      }
    } else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

const PATHS = {
  check: "M4 10.5l4 4 8-9",
  ticks: "M1.5 10.5l4 4 7.5-9M9 13.5l1 1 7.5-9",
  clock: "M10 5.5V10l3 2M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z",
  alert: "M10 6v5M10 13.6v.4M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z",
  file: "M5.5 2.5h6l3.5 3.5v11.5h-9.5zM11.5 2.5v3.5h3.5",
  send: "M3 10h13M11 5l5 5-5 5",
  down: "M10 4v12M5 11l5 5 5-5",
  clip: "M14.5 9.5l-5 5a3 3 0 0 1-4.3-4.3l6-6a2 2 0 0 1 2.9 2.9l-5.7 5.7a1 1 0 0 1-1.4-1.4l5-5",
  back: "M12 4l-6 6 6 6",
  play: "M6 4l10 6-10 6z",
  stop: "M5.5 5.5h9v9h-9z",
  wait: "M10 2.5a7.5 7.5 0 0 1 7.5 7.5",
};

/** A decorative icon; what it means is always said in words beside it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Words for a screen reader alone. */
export const hidden = (text) => h("span", { class: "visually-hidden", text });

/** Somebody's words inside our sentence: marks in them that turn the direction end with them. */
export const isolated = (text) => (text ? `\u2068${text}\u2069` : "");

export const byId = (id) => document.getElementById(id);

/** Text whose addresses of this very site are links; everything else stays as written. */
export function linked(text) {
  const parts = text.split(/(https?:\/\/[^\s<>"]+)/);
  return parts.map((part, index) => {
    if (index % 2 === 0) return part;
    const url = URL.parse?.(part) ?? null;
    if (url?.origin !== location.origin) return part;
    return h("a", { href: part, target: "_blank", rel: "noopener", text: part });
  });
}
