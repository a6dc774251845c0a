/** A thread keeps up by itself without jumping: changed replies are replaced where they stand, new ones come at the end
 *  of the last page; whoever reads further up is only told. */
import { send, subscribe } from "../core/live.js";
import { keepDrafts } from "./drafts.js";

const thread = document.querySelector("[data-thread]");
const list = thread?.querySelector("[data-list]");
const say = thread?.querySelector("[data-say]");
const fresh = thread?.querySelector("[data-fresh]");
let busy = false;
let again = false;

async function catchUp() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    do {
      again = false;
      const answer = await fetch(`/community/post/${thread.dataset.post}/since?change=${thread.dataset.change}`, { credentials: "same-origin", redirect: "manual" });
      if (answer.status === 404) { location.reload(); return; } // taken back meanwhile
      if (!answer.ok) return;
      const { change, more, items } = await answer.json();
      for (const item of items) place(item);
      thread.dataset.change = change;
      again ||= more;
    } while (again);
  } catch { /* the next event, or the line coming back, tries again */ } finally { busy = false; }
}

function place({ number, html, mine }) {
  const drawn = new DOMParser().parseFromString(`<ol>${html}</ol>`, "text/html").querySelector("li");
  if (!drawn) return;
  const old = document.getElementById(`m${number}`);
  if (old) { old.replaceWith(drawn); return; }
  const last = [...list.querySelectorAll(".reply")].at(-1);
  if (thread.dataset.later || (last && Number(last.id.slice(1)) > number)) { if (!mine) fresh.hidden = false; return; }
  const end = document.getElementById("end").getBoundingClientRect();
  list.append(drawn);
  thread.querySelector("[data-none]")?.remove();
  if (mine) return;
  say.textContent = drawn.innerText;
  if (end.top > innerHeight) fresh.hidden = false;
}

function compose(form) {
  const hints = document.querySelector("[data-hints]");
  const box = form.querySelector("[data-text]");
  const summary = form.querySelector("[data-summary]");
  const drafts = keepDrafts(form, hints);

  function quote(number, name = "", excerpt = "") {
    form.elements.reply_to.value = number;
    const place = form.querySelector("[data-quoting]");
    place.hidden = !number;
    place.querySelector("[data-name]").textContent = name;
    place.querySelector("[data-excerpt]").textContent = excerpt;
  }

  for (const words of form.querySelectorAll("[data-starter]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "starter";
    button.textContent = words.textContent;
    button.addEventListener("click", () => {
      box.value = `${box.value}${box.value && !box.value.endsWith("\n") ? "\n" : ""}${button.textContent.replace(/…$/, "")}`;
      box.focus();
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    words.replaceWith(button);
  }

  form.addEventListener("submit", async (event) => {
    if (event.submitter?.name === "keep") return;
    event.preventDefault();
    const text = box.value.trim();
    if (!text) { box.focus(); return; }
    drafts.stop();
    const body = new FormData(form);
    const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin", redirect: "manual", headers: { Accept: "application/json" } }).catch(() => null);
    delete form.dataset.sending;
    if (!answer || (answer.status !== 201 && answer.status !== 422)) { form.submit(); return; } // the page itself says what is the matter
    const said = await answer.json();
    if (answer.status === 422) {
      summary.hidden = false;
      summary.querySelector("[data-words]").textContent = said.words;
      summary.focus();
      return;
    }
    summary.hidden = true;
    box.value = "";
    form.elements.client_id.value = said.client_id;
    quote("");
    drafts.clear();
    await catchUp();
    if (thread.dataset.later) location.assign(`/community/post/${thread.dataset.post}?at=${said.number}#m${said.number}`);
    else document.getElementById(`m${said.number}`)?.scrollIntoView({ block: "nearest" });
    box.focus();
  });

  form.addEventListener("click", (event) => {
    if (!event.target.closest("[data-unquote]")) return;
    event.preventDefault();
    quote("");
    box.focus();
  });
  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-quote]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const reply = link.closest(".reply");
    quote(link.dataset.quote, reply.querySelector(".who")?.innerText ?? "", reply.querySelector(".text")?.innerText.slice(0, 110) ?? "");
    box.focus();
  });
}

if (thread) {
  const follow = () => send({ do: "follow_thread", talk: thread.dataset.thread })
    .then(({ change }) => { if (change > Number(thread.dataset.change)) catchUp(); }).catch(() => {});
  subscribe("connection", ({ state }) => state === "open" && follow());
  subscribe("thread", ({ talk }) => { if (talk === thread.dataset.thread) catchUp(); });
  subscribe("catch_up", () => follow());
  fresh.addEventListener("click", (event) => {
    fresh.hidden = true;
    if (!thread.dataset.later) return;
    event.preventDefault();
    location.assign(`/community/post/${thread.dataset.post}?newest#end`);
  });
  follow();
  const form = document.querySelector("[data-reply]");
  if (form) compose(form);
}
