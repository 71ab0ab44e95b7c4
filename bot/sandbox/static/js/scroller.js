// Follows the end of a log, but only for somebody who is there.

import { icon } from "./dom.js";
import { t } from "./texts.js";

const NEAR_PX = 48;
const MARGIN_PX = 12;

export class Scroller {
  #unseen = 0;

  /**
   * @param {HTMLElement} log
   * @param {HTMLButtonElement} more shown while there is something new below
   */
  constructor(log, more) {
    Object.assign(this, { log, more });
    more.addEventListener("click", () => {
      this.toEnd();
      log.focus({ preventScroll: true });
    });
    log.addEventListener("scroll", () => this.atEnd && this.#seen(), { passive: true });
    // A phone's keyboard or a wider window changes the height without any message.
    let following = true;
    log.addEventListener("scroll", () => (following = this.atEnd), { passive: true });
    new ResizeObserver(() => following && this.toEnd()).observe(log);
  }

  get atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    return scrollHeight - scrollTop - clientHeight < NEAR_PX;
  }

  /** Changes the log; stays at its end if that is where the reader was, or if they spoke. */
  keep(change, fresh) {
    const follow = this.atEnd || fresh?.own;
    change();
    if (follow) this.toEnd();
    else if (fresh) this.#missed();
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.#seen();
  }

  /** Brings a part of the log into sight and leaves the page where it is. */
  bring(element, calm) {
    const { log } = this;
    const frame = log.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    if (box.top >= frame.top && box.bottom <= frame.bottom) return;
    const room = Math.max(frame.height - box.height, MARGIN_PX * 2);
    const top = log.scrollTop + box.top - frame.top - room / 2;
    log.scrollTo({ top, behavior: calm ? "auto" : "smooth" });
  }

  #missed() {
    this.#unseen += 1;
    this.more.replaceChildren(icon("down"), t("new-messages", { n: this.#unseen }));
    this.more.hidden = false;
  }

  #seen() {
    this.#unseen = 0;
    this.more.hidden = true;
  }
}
