/** Gentle hints above the box, from the answer to a kept draft. They never hinder sending and never move the focus; what is
 *  put away stays away until the box is empty again. */
import { shape } from "./words.js";

const KINDS = { details: "shape-details", wording: "shape-kinder", care: "shape-care-before" };

export class Hints {
  #away = new Set();
  #shown = new Map(); // kind → what it says, as one string

  /** `announce(words)` says something politely; `done()` puts the focus back to the box. */
  constructor(below, announce, done) {
    Object.assign(this, { below, announce, done });
    below.addEventListener("click", (event) => {
      const card = event.target.closest("[data-keep]")?.closest("[data-hint]");
      if (card) this.#putAway(card);
    });
    below.addEventListener("submit", (event) => this.#never(event));
    below.addEventListener("keydown", (event) => {
      const card = event.key === "Escape" && event.target.closest("[data-hint]");
      if (card) { event.stopPropagation(); this.#putAway(card); }
    });
  }

  get place() { return this.below.querySelector("[data-hints]"); }

  /** A new message is begun: what was put away may be said again. */
  clear() {
    this.#away.clear();
    this.#shown.clear();
    this.place?.replaceChildren();
  }

  /** Shows `hints` ({details, wording, care}), as they stand now. */
  show(hints) {
    if (!this.place || !hints) return;
    this.#set("details", hints.details, (card) => this.#list(card, hints.details));
    this.#set("wording", hints.wording, (card) => this.#list(card, hints.wording));
    this.#set("care", hints.care ? [true] : [], () => {});
  }

  #set(kind, items, fill) {
    const says = items.length && !this.#away.has(kind) ? JSON.stringify(items) : "";
    if (says === (this.#shown.get(kind) ?? "")) return;
    const old = this.place.querySelector(`[data-kind="${kind}"]`);
    this.#shown.set(kind, says);
    if (!says) {
      const inside = old?.contains(document.activeElement);
      old?.remove();
      if (inside) this.done();
      return;
    }
    const card = shape(KINDS[kind]);
    card.dataset.kind = kind;
    fill(card);
    if (old) { old.querySelector("[data-seen]").replaceChildren(...card.querySelector("[data-seen]").childNodes); return; }
    this.place.append(card);
    this.announce(card.innerText);
  }

  /* As text, never as HTML. */
  #list(card, items) {
    const list = card.querySelector("[data-seen]");
    const blank = list.querySelector("li") ?? this.#line();
    list.replaceChildren(...items.map((item) => {
      const line = blank.cloneNode(true);
      line.querySelector("[data-piece]").textContent = item.text;
      for (const [name, value] of [["what", item.what], ["why", item.why], ["kinder", item.say]]) {
        const part = line.querySelector(`[data-${name}]`);
        if (part) part.textContent = value;
      }
      return line;
    }));
  }

  #line() {
    const line = document.createElement("li");
    const text = document.createElement("q");
    text.dir = "auto";
    text.dataset.piece = "";
    const what = document.createElement("span");
    what.className = "small";
    what.dataset.what = "";
    line.append(text, " – ", what);
    return line;
  }

  #putAway(card) {
    if (card.dataset.kind) this.#away.add(card.dataset.kind);
    this.#shown.delete(card.dataset.kind);
    card.remove();
    this.done();
  }

  /* For good: the same form works as a page. */
  async #never(event) {
    if (!event.target.matches("[data-no-hints]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const body = new URLSearchParams(new FormData(event.target));
    body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    await fetch(event.target.action, { method: "POST", body, redirect: "manual", credentials: "same-origin" }).catch(() => {});
    for (const kind of ["details", "wording"]) this.#away.add(kind);
    this.show({ details: [], wording: [], care: this.#shown.get("care") });
    this.done();
  }
}
