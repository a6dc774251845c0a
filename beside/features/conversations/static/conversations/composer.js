/** The box to write in: drafts, the quote, Enter or not. Wired to the place it stands in, because the box itself comes
 *  and goes as the conversation rests and goes on. */
import { live, send } from "../core/live.js";
import { Hints } from "./hints.js";

const LONGEST = 4000;
const DRAFT_WAIT = 1000; // ms after the last key
const TYPING_EVERY = 3000;

const store = {
  get(name, where = "sessionStorage") { try { return window[where].getItem(name); } catch { return null; } },
  set(name, value, where = "sessionStorage") {
    // Forbidden: the server keeps the draft all the same.
    try { if (value) window[where].setItem(name, value); else window[where].removeItem(name); } catch { /* as above */ }
  },
};

export class Composer {
  #draftTimer = 0;
  #typed = 0;

  /** `onSend(text, replyTo)` takes over what was written; `announce(words)` says something politely. */
  constructor(below, ref, onSend, announce) {
    Object.assign(this, { below, ref, onSend, key: `draft:${ref}` });
    this.hints = new Hints(below, announce, () => this.box?.focus());
    below.addEventListener("submit", (event) => this.#submit(event));
    below.addEventListener("input", (event) => this.#input(event));
    below.addEventListener("keydown", (event) => this.#key(event));
    below.addEventListener("click", (event) => this.#click(event));
    this.dress();
    addEventListener("pagehide", () => this.keepNow());
  }

  get form() { return this.below.querySelector("[data-composer]"); }
  get box() { return this.below.querySelector("[data-text]"); }

  /** What only makes sense with a script, each time the box appears. */
  dress() {
    if (!this.form) return;
    for (const plain of this.form.querySelectorAll("[data-plain]")) plain.hidden = true;
    for (const lively of this.form.querySelectorAll("[data-kept], [data-enter]")) lively.hidden = false;
    this.form.elements.seen.value = "all"; // hints come as one writes, not after
    this.form.querySelector("[data-enter] input").checked = store.get("enter", "localStorage") === "1";
    const unsaved = store.get(this.key);
    if (unsaved) { this.box.value = unsaved; this.keepSoon(); }
  }

  #submit(event) {
    if (event.target !== this.form || event.submitter?.matches("[data-plain]")) return;
    event.preventDefault();
    const text = this.box.value.trim();
    if (!text) { this.box.focus(); return; }
    if (this.#tooLong(text)) return;
    const replyTo = Number(this.form.elements.reply_to.value) || null;
    clearTimeout(this.#draftTimer);
    this.box.value = "";
    store.set(this.key, "");
    this.hints.clear();
    this.quote(null);
    this.onSend(text, replyTo);
    this.box.focus();
  }

  #tooLong(text) {
    const long = text.length > LONGEST;
    this.form.querySelector("[data-long]").hidden = !long;
    return long;
  }

  #input(event) {
    if (event.target.matches("[data-enter] input")) { store.set("enter", event.target.checked ? "1" : "", "localStorage"); return; }
    if (event.target !== this.box) return;
    this.#tooLong(this.box.value.trim());
    store.set(this.key, this.box.value);
    if (!this.box.value.trim()) this.hints.clear();
    this.keepSoon();
    if (Date.now() - this.#typed < TYPING_EVERY || !this.box.value || live.state !== "open") return;
    this.#typed = Date.now();
    send({ do: "typing", talk: this.ref }).catch(() => {});
  }

  keepSoon() {
    clearTimeout(this.#draftTimer);
    this.#draftTimer = setTimeout(() => this.keepNow(), DRAFT_WAIT);
  }

  /** The server keeps the draft; this tab forgets its own copy once it has. */
  async keepNow() {
    clearTimeout(this.#draftTimer);
    const text = this.box?.value ?? "";
    if (store.get(this.key) === null || live.state !== "open") return;
    try {
      const { hints } = await send({ do: "draft", talk: this.ref, text });
      if (this.box?.value !== text) return;
      store.set(this.key, "");
      this.hints.show(hints);
    } catch { /* it stays in this tab, and is kept when the line is back */ }
  }

  #key(event) {
    if (event.target !== this.box || event.key !== "Enter" || event.isComposing || event.shiftKey || event.altKey) return;
    const enterSends = this.form.querySelector("[data-enter] input").checked && matchMedia("(hover: hover)").matches;
    if (!event.ctrlKey && !event.metaKey && !enterSends) return;
    event.preventDefault();
    this.form.requestSubmit(this.form.querySelector("[data-send]"));
  }

  #click(event) {
    if (!event.target.closest("[data-unquote]")) return;
    event.preventDefault();
    this.quote(null);
    this.box.focus();
  }

  /** Answers `quoted` ({number, name, excerpt}), or nothing in particular. */
  quote(quoted) {
    if (!this.form) return;
    this.form.elements.reply_to.value = quoted?.number ?? "";
    const place = this.form.querySelector("[data-quoting]");
    place.hidden = !quoted;
    place.querySelector("[data-name]").textContent = quoted?.name ?? "";
    place.querySelector("[data-excerpt]").textContent = quoted?.excerpt ?? "";
    if (quoted) this.box.focus();
  }

  giveBack(text) {
    if (!this.box) return;
    this.box.value = [text, this.box.value].filter(Boolean).join("\n\n");
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
    this.box.focus();
  }
}
