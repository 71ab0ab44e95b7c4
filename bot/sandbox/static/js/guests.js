// Somebody who comes by the link of an invitation: a person of their own beside the sample people.

import { keep, read } from "./kept.js";
import { t } from "./texts.js";

const CODE = /^[0-9A-Za-z-]{8,16}$/;

/** The guests of this browser, as people. */
export function guests() {
  return read("guests", []).map((id) => ({
    id,
    name: t("guest", { id: id.slice("guest-".length) }),
    company: t("guests"),
    role: "guest",
    guest: true,
  }));
}

/** Takes the invitation in the page's address, if there is one; it is used only when it is sent. */
export function invited() {
  const code = new URLSearchParams(location.search).get("join");
  if (!code) return null;
  // Reloading or going back must not begin it again.
  history.replaceState(null, "", location.pathname);
  if (!CODE.test(code)) return null;
  const id = `guest-${code.slice(0, 4).toLowerCase()}`;
  const known = read("guests", []);
  if (!known.includes(id)) keep("guests", [...known, id]);
  return { id, command: `/join ${code}` };
}
