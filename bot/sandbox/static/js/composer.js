// Where a person writes: Enter sends, Shift+Enter breaks the line.

import { h, hidden, icon } from "./dom.js";
import { t } from "./texts.js";

const LARGEST_FILE = 3 * 1024 * 1024;
const LONGEST_TEXT = 4000;

function asBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",", 2)[1] ?? "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

export class Composer {
  /** @param {string} name makes ids of this composer's own; `say(text)`, `attach(file)` send. */
  constructor(name, { say, attach }) {
    Object.assign(this, { say, attach });
    this.field = h("textarea", {
      id: `${name}-field`, rows: "1", maxlength: LONGEST_TEXT, enterkeyhint: "send",
      autocomplete: "off", dir: "auto",
      on: {
        keydown: (event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          this.submit();
        },
      },
    });
    this.caption = h("label", { class: "visually-hidden", for: this.field.id });
    this.file = h("input", {
      type: "file", class: "visually-hidden", id: `${name}-file`, tabindex: "-1",
      "aria-hidden": "true", on: { change: () => this.#attach() },
    });
    this.clip = h("button", {
      type: "button", class: "icon-button", on: { click: () => this.file.click() },
    });
    this.send = h("button", { type: "submit", class: "icon-button send" });
    this.problem = h("p", { class: "failure", role: "alert", hidden: true });
    this.element = h(
      "form",
      {
        class: "composer",
        on: {
          submit: (event) => {
            event.preventDefault();
            this.submit();
          },
        },
      },
      this.caption, this.clip, this.file, this.field, this.send, this.problem,
    );
  }

  /** Names everything in the page's language. */
  label(caption) {
    this.caption.textContent = caption;
    this.field.placeholder = t("composer-placeholder");
    this.clip.replaceChildren(icon("clip"), hidden(t("attach")));
    this.clip.title = t("attach");
    this.send.replaceChildren(icon("send"), hidden(t("send")));
    this.send.title = t("send");
  }

  freeze(frozen) {
    for (const control of [this.field, this.clip, this.send]) control.disabled = frozen;
  }

  /** Puts a text there for the person to send or change. */
  fill(text) {
    this.field.value = text;
    this.field.focus();
    this.field.setSelectionRange(text.length, text.length);
  }

  /** Sends what is written. */
  submit() {
    const text = this.field.value.trim();
    if (!text || this.field.disabled) return null;
    try {
      const id = this.say(text);
      this.field.value = "";
      this.#complain("");
      return id;
    } catch {
      // The browser keeps nothing more: the words stay where they were written.
      this.#complain(t("text-not-kept"));
      return null;
    }
  }

  async #attach() {
    const [file] = this.file.files;
    this.file.value = "";
    if (!file) return;
    if (file.size > LARGEST_FILE) {
      this.#complain(t("file-too-large", { size: "3 MB" }));
      return;
    }
    try {
      const content = await asBase64(file);
      const media_type = file.type || "application/octet-stream";
      this.attach({ filename: file.name, media_type, content });
      this.#complain("");
    } catch {
      this.#complain(t("file-not-kept"));
    }
  }

  #complain(text) {
    this.problem.textContent = text;
    this.problem.hidden = !text;
  }
}
