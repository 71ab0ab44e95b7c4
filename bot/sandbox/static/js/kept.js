// What this browser keeps for the page. A value that can't be read is as good as none.

const PREFIX = "comptoir.";

/** The address of a value among those of the whole site, as "storage" events name it. */
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
