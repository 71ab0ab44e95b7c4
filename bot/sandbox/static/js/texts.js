// What the page says, from the assistant's own text catalogues.

const loaded = new Map();

export const LANGUAGES = { en: "English", fr: "Français", nl: "Nederlands", de: "Deutsch" };

/** The page's language. */
export const language = () => document.documentElement.lang;

/** Fetches a language once. */
export async function load(code) {
  if (loaded.has(code)) return;
  const answer = await fetch(`/api/texts/${code}`);
  if (!answer.ok) throw new Error(`texts ${code}: ${answer.status}`);
  loaded.set(code, await answer.json());
}

/** The sentence under `sandbox-KEY` in a loaded language. */
export function textIn(code, key, values = {}) {
  const pattern = loaded.get(code)?.[`sandbox-${key}`];
  if (pattern === undefined) throw new Error(`no text sandbox-${key}`);
  return pattern.replace(/\{ \$([a-z]+) \}/g, (whole, name) => String(values[name] ?? whole));
}

/** The sentence under `sandbox-KEY` in the page's language. */
export const t = (key, values) => textIn(language(), key, values);

/** Whether the page has a sentence for something the server named. */
export const has = (key) => loaded.get(language())?.[`sandbox-${key}`] !== undefined;

/** Fills the fixed part of the page: data-text, data-label and data-placeholder name keys. */
export function applyTexts(root = document) {
  for (const element of root.querySelectorAll("[data-text]")) {
    element.textContent = t(element.dataset.text);
  }
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", t(element.dataset.label));
  }
  for (const element of root.querySelectorAll("[data-placeholder]")) {
    element.setAttribute("placeholder", t(element.dataset.placeholder));
  }
}
