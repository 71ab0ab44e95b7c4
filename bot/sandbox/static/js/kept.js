// What this browser keeps for the page. A value that can't be read is as good as none.

const PREFIX = "comptoir.";

/** The name of a value among those of the whole site, as "storage" events and locks have it. */
export const keyOf = (name) => PREFIX + name;

export function read(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(name))) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** Throws QuotaExceededError when there is no room. */
export function keep(name, value) {
  localStorage.setItem(keyOf(name), JSON.stringify(value));
}

export function drop(name) {
  localStorage.removeItem(keyOf(name));
}

/** The names of what is kept and begins so, in order. */
export function namesFrom(beginning) {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(keyOf(beginning)));
  return keys.map((key) => key.slice(PREFIX.length)).sort();
}
