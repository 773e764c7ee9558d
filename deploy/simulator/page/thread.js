// The list of messages of one chat: keeps order, day lines, place in the list, and the count of unread.

import { entryOf, keyOf } from "./bubble.js";
import { dayName, h, icon, motion } from "./dom.js";

const NEAR_END = 80;

export class Thread {
  constructor(actions) {
    this.actions = actions;
    this.messages = new Map();
    this.entries = new Map();
    this.unread = 0;
    this.list = h("ol", { class: "thread-list" });
    this.scroller = h("div", { class: "thread", tabindex: "0", role: "log", "aria-live": "polite", "aria-label": "Percakapan; gulir dengan panah" }, this.list);
    this.count = h("span", { class: "unread-count" });
    this.jumpButton = h("button", { type: "button", class: "jump", hidden: true, onclick: () => this.toEnd(true) }, icon("down"), this.count);
    this.scroller.addEventListener("scroll", () => this.noteScroll(), { passive: true });
    new ResizeObserver(() => { if (this.following) this.toEnd(); }).observe(this.scroller);
    this.list.addEventListener("load", () => { if (this.following) this.toEnd(); }, true);
    this.following = true;
    this.label();
  }

  atEnd() {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < NEAR_END;
  }

  noteScroll() {
    this.following = this.atEnd();
    if (this.following) this.unread = 0;
    this.label();
  }

  label() {
    this.jumpButton.hidden = this.following;
    this.count.textContent = this.unread ? String(this.unread) : "";
    this.jumpButton.setAttribute("aria-label", this.unread ? `${this.unread} pesan baru – ke bawah` : "Ke pesan terakhir");
  }

  toEnd(smooth = false) {
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth ? motion() : "instant" });
    this.following = true;
    this.unread = 0;
    this.label();
  }

  /** Show a whole chat at once, without reading it all aloud. */
  reset(messages) {
    this.list.setAttribute("aria-busy", "true");
    this.messages = new Map(messages.map((message) => [message.id, message]));
    this.entries.clear();
    this.list.replaceChildren();
    for (const message of messages) this.draw(keyOf(message));
    this.divide();
    this.toEnd();
    requestAnimationFrame(() => {
      this.toEnd();
      this.list.setAttribute("aria-busy", "false");
    });
  }

  /** Show a new or changed message. */
  put(message) {
    const isNew = !this.messages.has(message.id);
    const stick = this.following || (isNew && message.from === "person");
    this.messages.set(message.id, message);
    this.draw(keyOf(message), isNew);
    this.divide();
    if (stick) this.toEnd(isNew);
    else if (isNew) this.unread += 1;
    this.label();
  }

  drop(id) {
    const message = this.messages.get(id);
    if (!message) return;
    this.messages.delete(id);
    this.draw(keyOf(message));
    this.divide();
  }

  group(key) {
    if (key.startsWith("m")) {
      const one = this.messages.get(Number(key.slice(1)));
      return one ? [one] : [];
    }
    return [...this.messages.values()].filter((message) => keyOf(message) === key).sort((a, b) => a.id - b.id);
  }

  draw(key, isNew = false) {
    const messages = this.group(key);
    const old = this.entries.get(key);
    if (!messages.length) {
      old?.remove();
      this.entries.delete(key);
      return;
    }
    const entry = entryOf(messages, this.actions.botName(), this.actions);
    if (isNew && !old) entry.classList.add("fresh");
    if (old) this.replace(old, entry);
    else this.list.append(entry);
    this.entries.set(key, entry);
  }

  replace(old, entry) {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const label = focused?.textContent;
    old.replaceWith(entry);
    if (!focused) return;
    const same = [...entry.querySelectorAll("button, a")].find((button) => button.textContent === label);
    (same || entry).focus({ preventScroll: true });
  }

  divide() {
    for (const line of this.list.querySelectorAll(".day")) line.remove();
    let day = "";
    for (const entry of [...this.list.children]) {
      if (entry.dataset.day !== day) {
        day = entry.dataset.day;
        entry.before(h("li", { class: "day" }, h("span", {}, dayName(Number(entry.dataset.date)))));
      }
    }
  }

  /** Go to a message and point at it. */
  jump(id) {
    const message = this.messages.get(id);
    const entry = message && this.entries.get(keyOf(message));
    if (!entry) return;
    entry.scrollIntoView({ block: "center", behavior: motion() });
    entry.focus({ preventScroll: true });
    entry.classList.add("pointed");
    setTimeout(() => entry.classList.remove("pointed"), 1600);
  }

  pictures() {
    return [...this.messages.values()].flatMap((message) => message.files.filter((file) => file.kind === "photo").map((file) => ({ file, caption: message.caption, closed: message.has_protected_content })));
  }
}
