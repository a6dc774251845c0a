/** A form that keeps itself while somebody writes: on the server a moment after the last key, and in this tab until the
 *  server has it, so that words outlive a lost connection and a session that has run out. */
const WAIT = 1500; // ms after the last key
const LATER = 10_000; // ms before another try when the server could not be reached

const store = {
  get(name) { try { return sessionStorage.getItem(name); } catch { return null; } },
  set(name, value) {
    // Forbidden: the server keeps it all the same, a moment later.
    try { if (value) sessionStorage.setItem(name, value); else sessionStorage.removeItem(name); } catch { /* as above */ }
  },
};

class Keeping {
  #timer = 0;
  #busy = false;
  #stopped = false;

  constructor(form) {
    this.form = form;
    this.said = form.querySelector("[data-said]");
    this.key = `kept:${form.dataset.who}:${location.pathname}`;
    this.#restore();
    form.addEventListener("input", () => this.#changed());
    form.addEventListener("submit", (event) => this.#submit(event));
    form.addEventListener("kept-for-later", () => { this.#stopped = false; store.set(this.key, ""); });
    addEventListener("pagehide", () => { if (this.#timer) this.#keep(true); });
  }

  get #large() { return new TextEncoder().encode(this.form.elements.text.value).length > Number(this.form.dataset.large); }

  /** What is in the fields, without what belongs to the form itself. */
  #fields() {
    return [...new FormData(this.form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "version");
  }

  #restore() {
    const found = store.get(this.key);
    if (!found || this.form.dataset.given) return; // after an answer from the server the form itself holds the words
    const { fields, over, sent } = JSON.parse(found);
    const same = JSON.stringify(this.#fields()) === JSON.stringify(fields);
    // Sent over one version and now there is another: it arrived.
    if (same || (sent && over !== this.form.elements.version.value)) { store.set(this.key, ""); return; }
    for (const [name, value] of fields) {
      const field = this.form.elements[name];
      if (field && "value" in field && field.type !== "checkbox") field.value = value;
    }
    this.#say("back");
    this.#soon(WAIT);
  }

  #changed() {
    this.form.dataset.touched = "1";
    this.#hold(false);
    const large = this.#large;
    this.form.querySelector("[data-too-large]").hidden = !large;
    if (!large && !this.#stopped) this.#soon(WAIT);
  }

  #hold(sent) {
    store.set(this.key, JSON.stringify({ fields: this.#fields(), over: this.form.elements.version.value, sent }));
  }

  #soon(wait) { clearTimeout(this.#timer); this.#timer = setTimeout(() => this.#keep(), wait); }

  #submit(event) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (event.submitter?.name === "skip") { store.set(this.key, ""); return; }
    if (this.#large) {
      event.preventDefault(); // forms.js sees that nothing is sent
      const words = this.form.querySelector("[data-too-large]");
      words.hidden = false;
      words.focus();
      return;
    }
    this.#stopped = true;
    if (this.form.dataset.fresh) store.set(this.key, "");
    else this.#hold(true);
  }

  async #keep(leaving = false) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#stopped || this.#large) return;
    if (this.#busy) { this.#soon(WAIT); return; }
    this.#busy = true;
    const sent = JSON.stringify(this.#fields());
    const body = new FormData(this.form);
    body.delete("add"); // what is ticked comes in when it is kept by a press
    try {
      const answer = await fetch(this.form.action, {
        method: "POST", body, credentials: "same-origin", redirect: "manual", keepalive: leaving,
        headers: { "X-Kept": "by-itself", Accept: "application/json" },
      });
      await this.#answered(answer, sent);
    } catch { this.#say("away"); this.#soon(LATER); } finally { this.#busy = false; }
  }

  async #answered(answer, sent) {
    if (answer.status === 200) {
      const { version } = await answer.json();
      this.form.elements.version.value = version;
      if (JSON.stringify(this.#fields()) === sent) store.set(this.key, "");
      this.#say("kept");
    } else if (answer.status === 409 || answer.status === 422) {
      const { words } = await answer.json();
      if (answer.status === 409) this.#stopped = true;
      this.said.textContent = words;
    } else {
      this.#say(answer.status === 401 || answer.status === 403 ? "signedOut" : "away");
    }
  }

  #say(what) { this.said.textContent = this.said.dataset[what] ?? ""; }
}

for (const form of document.querySelectorAll("form[data-keeping]")) new Keeping(form);
