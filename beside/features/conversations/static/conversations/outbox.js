/** What was sent and not yet acknowledged. Kept in this tab until the server has said that it is on disk, and sent
 *  again with the same client id after a dropped line, so that it is stored once. */
import { live, send } from "../core/live.js";
import { say } from "./words.js";

const LATER = new Set(["unreachable", "interrupted", "offline", "signed-out", "too-many", "idle"]);
const PATIENCE = 1500; // ms
const pause = (seconds) => new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });

export class Outbox {
  #busy = false;
  #shown = new Map();

  /** `giveBack(text)` puts words into the box again; `byHttp(item)` sends without the live line: true when stored. */
  constructor(messages, { giveBack, byHttp }) {
    Object.assign(this, { messages, giveBack, byHttp, key: `unsent:${messages.ref}` });
    this.items = this.#kept();
    for (const item of this.items) this.#show(item);
  }

  add(text, replyTo) {
    const item = { client_id: crypto.randomUUID?.() ?? `t-${Date.now()}-${Math.random().toString(36).slice(2)}`, text, reply_to: replyTo, at: new Date().toISOString() };
    this.items.push(item);
    this.#keep();
    this.#show(item);
    this.pump();
  }

  /** Sends what waits, in order, one after the other. */
  async pump() {
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.items.length && await this.#one(this.items[0]));
    } finally { this.#busy = false; }
  }

  async #one(item) {
    if (!navigator.onLine) { this.#later(item); return false; }
    this.#state(item, say("sending"));
    // While the line is being found again, say so rather than let someone wait.
    const slow = setTimeout(() => live.state !== "open" && this.#later(item), PATIENCE);
    try {
      const frame = { do: "send", talk: this.messages.ref, client_id: item.client_id, text: item.text, clear_draft: true };
      if (item.reply_to) frame.reply_to = item.reply_to;
      const { number, change, at } = await send(frame);
      this.#done(item);
      this.messages.heard(change);
      this.messages.put({ ...item, number, change, at, author: this.messages.me });
      return true;
    } catch (error) {
      return this.#late(item, error);
    } finally { clearTimeout(slow); }
  }

  async #late(item, error) {
    if (error.retryAfter !== null && error.retryAfter !== undefined) {
      this.#state(item, error.words || say("not_yet"));
      await pause(error.retryAfter);
      return true;
    }
    if (!LATER.has(error.code)) { this.#refused(item, error.words); return true; }
    // An open line that broke off: it comes back, and asks again. One that cannot be had at all: the ordinary way.
    if (error.code !== "interrupted" && error.code !== "signed-out" && navigator.onLine && await this.byHttp(item)) {
      this.#done(item);
      return true;
    }
    this.#later(item);
    return live.state === "open";
  }

  /* Everything behind it waits as well. */
  #later(item) {
    for (const one of this.items) {
      this.#state(one, say("not_yet"), one === item ? [[say("retry"), () => this.#now(item)]] : []);
    }
  }

  /* By the ordinary way if that is there; with the same client id, so that both ways store it once. */
  async #now(item) {
    if (await this.byHttp(item)) this.#done(item);
    this.pump();
  }

  #refused(item, words) {
    this.items = this.items.filter((one) => one !== item);
    this.#keep();
    this.#state(item, words || say("refused"), [[say("drop"), () => {
      this.#shown.get(item.client_id)?.remove();
      this.giveBack(item.text);
    }]]);
  }

  /** A message of ours was told to us: it needs no sending. */
  arrived(clientId) {
    const item = this.items.find((one) => one.client_id === clientId);
    if (item) this.#done(item);
  }

  #done(item) {
    this.items = this.items.filter((one) => one !== item);
    this.#keep();
    this.#shown.get(item.client_id)?.remove();
    this.#shown.delete(item.client_id);
  }

  #show(item) {
    this.#shown.set(item.client_id, this.messages.waiting(item));
    this.#state(item, say("sending"));
  }

  #state(item, words, buttons = []) {
    const line = this.#shown.get(item.client_id)?.querySelector(".state");
    if (!line) return;
    const text = document.createElement("p");
    text.textContent = words;
    const row = document.createElement("div");
    row.className = "row";
    for (const [label, act] of buttons) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.textContent = label;
      button.addEventListener("click", act);
      row.append(button);
    }
    line.replaceChildren(text, ...(buttons.length ? [row] : []));
  }

  #kept() {
    try { return JSON.parse(sessionStorage.getItem(this.key) ?? "[]"); } catch { return []; }
  }

  #keep() {
    // A store may be forbidden: then what waits lives as long as the page.
    try {
      if (this.items.length) sessionStorage.setItem(this.key, JSON.stringify(this.items));
      else sessionStorage.removeItem(this.key);
    } catch { /* as above */ }
  }
}
