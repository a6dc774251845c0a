/** What a group says keeps up by itself, without jumping; saying something needs no new page. */
import { send, subscribe } from "../core/live.js";

const thread = document.querySelector("[data-talk]");
const list = thread?.querySelector("[data-list]");
const form = document.querySelector("[data-write]");
let busy = false;
let again = false;

async function catchUp() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    do {
      again = false;
      const answer = await fetch(`since?change=${thread.dataset.change}`, { credentials: "same-origin", redirect: "manual" });
      if (answer.status === 404) { location.assign("/groups"); return; } // no longer in the group
      if (!answer.ok) return;
      const { change, more, items } = await answer.json();
      for (const item of items) place(item);
      thread.dataset.change = change;
      again ||= more;
    } while (again);
  } catch { /* the next event, or the line coming back, tries again */ } finally { busy = false; }
}

function place({ number, html }) {
  const drawn = new DOMParser().parseFromString(`<ol>${html}</ol>`, "text/html").querySelector("li");
  const old = document.getElementById(`m${number}`);
  if (!drawn) return;
  if (old) { old.replaceWith(drawn); return; }
  if (thread.dataset.later) return;
  list.append(drawn);
  thread.querySelector("[data-none]")?.remove();
  if (!drawn.classList.contains("mine")) thread.querySelector("[data-say]").textContent = drawn.innerText;
}

async function say(event) {
  event.preventDefault();
  const box = form.elements.words;
  const refused = form.querySelector("[data-refused]");
  if (!box.value.trim()) { box.focus(); return; }
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "manual", headers: { Accept: "application/json" } }).catch(() => null);
  delete form.dataset.sending;
  if (!answer || (answer.status !== 201 && answer.status !== 422)) { form.submit(); return; } // the page itself says what is the matter
  const said = await answer.json();
  refused.hidden = answer.status === 201;
  if (answer.status === 422) { refused.textContent = said.words; refused.focus(); return; }
  box.value = "";
  form.elements.client_id.value = said.client_id;
  await catchUp();
  document.getElementById(`m${said.number}`)?.scrollIntoView({ block: "nearest" });
  box.focus();
}

/** The reactions stand below the message they are for. */
function offerReactions(event) {
  const link = event.target.closest("a[data-react]");
  const reacting = document.querySelector("[data-reacting]");
  if (!link || !reacting) return;
  event.preventDefault();
  const open = !reacting.hidden && reacting.action === link.href;
  reacting.hidden = open;
  if (open) { link.focus(); return; }
  reacting.action = link.href;
  link.closest("li").querySelector(".body").append(reacting);
  reacting.querySelector("button").focus();
}

async function react(event) {
  const reacting = event.target;
  event.preventDefault();
  const body = new FormData(reacting);
  body.set("kind", event.submitter.value);
  const answer = await fetch(reacting.action, { method: "POST", body, credentials: "same-origin", redirect: "manual" }).catch(() => null);
  delete reacting.dataset.sending;
  reacting.hidden = true;
  document.querySelector("main").append(reacting); // its message is drawn anew
  if (!answer) { location.reload(); return; }
  await catchUp();
}

if (thread) {
  thread.addEventListener("click", offerReactions);
  document.querySelector("[data-reacting]")?.addEventListener("submit", react);
  const follow = () => send({ do: "follow_thread", talk: thread.dataset.talk })
    .then(({ change }) => { if (change > Number(thread.dataset.change)) catchUp(); }).catch(() => {});
  subscribe("connection", ({ state }) => state === "open" && follow());
  subscribe("thread", ({ talk }) => { if (talk === thread.dataset.talk) catchUp(); });
  subscribe("catch_up", () => follow());
  follow();
  form?.addEventListener("submit", say);
}
