/** One live connection a page, to /live, in JSON frames.
 *
 *  subscribe(kind, fn)   calls fn(event) for every {"on": kind, …} from the server; returns a function that ends it.
 *                        The kind "connection" is ours: {state}, one of "connecting", "open", "offline", "signed-out",
 *                        "too-many". On "open", ask for what you may have missed.
 *  send(frame)           sends {"do": …}; resolves with the answer. Rejects with a LiveError that has `code`, `words`
 *                        (for people, may be empty) and `retryAfter` (seconds). Codes of our own: "unreachable" (was
 *                        never sent) and "interrupted" (may have arrived: send again with the same client id, or by HTTP).
 */
const SIGNED_OUT = 4401;
const TOO_MANY = 4429;
const WAIT = 10_000; // ms for a connection or an answer
const FIRST = 500; // ms before the first new try; doubled each time up to LONGEST
const LONGEST = 30_000;
const STEADY = 10_000; // ms open before a connection counts as good again
const QUIET = 30_000; // ms of silence after which a connection is asked whether it is still there

export class LiveError extends Error {
  constructor(code, words = "", retryAfter = null) {
    super(words || code);
    Object.assign(this, { code, words, retryAfter });
  }
}

class Live {
  #socket = null;
  #state = "idle";
  #tries = 0;
  #timer = 0;
  #next = 1;
  #heard = 0;
  #waiting = new Map();
  #listeners = new Map();

  get state() { return this.#state; }

  subscribe(kind, fn) {
    if (!this.#listeners.has(kind)) this.#listeners.set(kind, new Set());
    this.#listeners.get(kind).add(fn);
    return () => this.#listeners.get(kind).delete(fn);
  }

  start() {
    if (this.#state !== "idle") return;
    addEventListener("online", () => this.#look());
    addEventListener("offline", () => this.#lost("offline"));
    addEventListener("pagehide", () => this.#drop());
    addEventListener("pageshow", (event) => event.persisted && this.#connect());
    document.addEventListener("visibilitychange", () => !document.hidden && this.#look());
    this.#connect();
  }

  async send(frame) {
    this.start();
    await this.#opened();
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#settle(id, new LiveError("interrupted")), WAIT);
      this.#waiting.set(id, { resolve, reject, late });
      this.#socket.send(JSON.stringify({ ...frame, id }));
    });
  }

  #opened() {
    if (this.#socket?.readyState === WebSocket.OPEN) return Promise.resolve();
    if (this.#ended()) return Promise.reject(new LiveError(this.#state));
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => { end(); reject(new LiveError("unreachable")); }, WAIT);
      const end = this.subscribe("connection", ({ state }) => {
        if (state === "connecting") return;
        clearTimeout(late);
        end();
        if (state === "open") resolve();
        else reject(new LiveError(state === "offline" ? "unreachable" : state));
      });
    });
  }

  #ended() { return this.#state === "signed-out" || this.#state === "too-many"; }

  #say(state) {
    if (this.#state === state) return;
    this.#state = state;
    this.#tell("connection", { on: "connection", state });
  }

  #tell(kind, event) {
    for (const fn of [...(this.#listeners.get(kind) ?? [])]) {
      // One listener that breaks must not keep the others from hearing.
      try { fn(event); } catch (error) { reportError(error); }
    }
  }

  #connect() {
    clearTimeout(this.#timer);
    if (this.#socket || this.#ended()) return;
    if (!navigator.onLine) { this.#say("offline"); return; }
    this.#say("connecting");
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live`);
    this.#socket = socket;
    let good = 0;
    socket.addEventListener("open", () => {
      if (socket !== this.#socket) return;
      good = setTimeout(() => { this.#tries = 0; }, STEADY);
      this.#heard = Date.now();
      this.#say("open");
    });
    socket.addEventListener("message", ({ data }) => socket === this.#socket && this.#hear(data));
    socket.addEventListener("close", ({ code }) => {
      clearTimeout(good);
      if (socket === this.#socket) this.#closed(code);
    });
  }

  #hear(data) {
    this.#heard = Date.now();
    let frame;
    try { frame = JSON.parse(data); } catch { return; }
    if (frame === null || typeof frame !== "object") return;
    if ("re" in frame) {
      const { error, words, retry_after: wait } = frame;
      this.#settle(frame.re, frame.ok ? null : new LiveError(error ?? "unknown", words, wait ?? null), frame);
    } else if (typeof frame.on === "string") this.#tell(frame.on, frame);
  }

  #settle(id, error, frame) {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    clearTimeout(waiting.late);
    if (error) waiting.reject(error);
    else waiting.resolve(frame);
  }

  #closed(code) {
    this.#socket = null;
    for (const id of [...this.#waiting.keys()]) this.#settle(id, new LiveError("interrupted"));
    if (code === SIGNED_OUT) this.#say("signed-out");
    else if (code === TOO_MANY) this.#say("too-many");
    else this.#lost(navigator.onLine ? "connecting" : "offline");
  }

  #lost(state) {
    this.#drop();
    if (this.#ended()) return;
    this.#say(state);
    if (state === "offline") return; // "online" wakes us
    const longest = Math.min(LONGEST * (document.hidden ? 2 : 1), FIRST * 2 ** this.#tries++);
    // Half of it by chance, so that everyone does not come back in the same moment after a restart.
    this.#timer = setTimeout(() => this.#connect(), longest / 2 + Math.random() * (longest / 2));
  }

  #drop() {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    for (const id of [...this.#waiting.keys()]) this.#settle(id, new LiveError("interrupted"));
    socket?.close();
    if (this.#state === "open") this.#state = "dropped";
  }

  /* Back online or in view: try at once, or ask a connection that has long been silent whether it is still there. */
  #look() {
    if (this.#ended()) return;
    if (!this.#socket) { this.#tries = 0; this.#connect(); return; }
    if (this.#socket.readyState !== WebSocket.OPEN || Date.now() - this.#heard < QUIET) return;
    const asked = this.#socket;
    const since = this.#heard;
    // Any answer will do, also one that says it does not know the word.
    asked.send(JSON.stringify({ do: "ping", id: this.#next++ }));
    setTimeout(() => asked === this.#socket && this.#heard === since && this.#lost("connecting"), 5000);
  }
}

/* Two copies of this file (an old address beside a new one) must still share one connection. */
const KEY = Symbol.for("live-connection");
export const live = (globalThis[KEY] ??= new Live());
export const start = () => live.start();
export const subscribe = (kind, fn) => live.subscribe(kind, fn);
export const send = (frame) => live.send(frame);
