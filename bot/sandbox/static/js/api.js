// Requests to the assistant.

import { has, t } from "./texts.js";

const LONGEST_MS = 15000;

/** The server understood and said no. `code` and `message` are its own. */
export class Refused extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** What a failed request means to a person. */
export function reasonOf(error) {
  const code = error instanceof Refused ? error.code : "unreachable";
  return t(has(`error-${code}`) ? `error-${code}` : "error-other");
}

/** The server was not reached, or could not answer now; sending again may help. */
export class Unreachable extends Error {}

/** Sends a request; JSON in and out. Throws Refused or Unreachable. */
async function request(method, path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body ? JSON.stringify(body) : undefined,
      signal: AbortSignal.timeout(LONGEST_MS),
    });
  } catch (error) {
    throw new Unreachable(String(error));
  }
  if (answer.status >= 500 || answer.status === 429) throw new Unreachable(String(answer.status));
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(said.error ?? String(answer.status), said.message ?? "");
  return said;
}

export const get = (path) => request("GET", path);
export const post = (path, body = {}) => request("POST", path, body);

const person = (id) => `/api/chat/${encodeURIComponent(id)}`;
export const sendTo = (id, message) => post(`${person(id)}/messages`, message);
export const openCase = (id) => get(`/api/desk/cases/${encodeURIComponent(id)}`);
export const actOnCase = (id, act, body) =>
  post(`/api/desk/cases/${encodeURIComponent(id)}/${act}`, body);
