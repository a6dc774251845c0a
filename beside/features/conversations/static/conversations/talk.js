/** The page of one conversation, made live. Everything here is also a plain page and a form. */
import { live, send, start, subscribe } from "../core/live.js";
import { start as acts } from "./acts.js";
import { Composer } from "./composer.js";
import { Messages } from "./messages.js";
import { Outbox } from "./outbox.js";
import { say, shape } from "./words.js";

const TYPING_SHOWN = 5000; // ms
const LOOK_AGAIN = 20_000; // ms between looks at the plain page while there is no live line
const NEAR = 240; // px from the end that count as being there

const root = document.querySelector("[data-talk]");
const below = document.querySelector("[data-below]");
const messages = new Messages(root);
const { ref } = messages;
const announcer = root.querySelector("[data-say]");
const typing = root.querySelector("[data-typing]");
const composer = new Composer(below, ref, (text, replyTo) => { outbox.add(text, replyTo); toEnd(); }, announce);
const outbox = new Outbox(messages, { giveBack: (text) => composer.giveBack(text), byHttp });
let typingTimer = 0;

const page = document.documentElement;
const nearEnd = () => page.scrollHeight - page.scrollTop - page.clientHeight < NEAR;
const toEnd = () => page.scrollTo({ top: page.scrollHeight });

/* Said politely to screen readers; the log forgets what is old, and what was taken back (`number`). */
function announce(words, number = "") {
  const line = document.createElement("p");
  line.textContent = words;
  line.dataset.number = number;
  announcer.append(line);
  while (announcer.children.length > 6) announcer.firstChild.remove();
}

function hear(event) {
  if (event.talk !== ref) return;
  const stay = nearEnd();
  messages.heard(event.change);
  if (event.text === null) announcer.querySelector(`[data-number="${event.number}"]`)?.remove();
  if (event.author === messages.me && event.client_id) outbox.arrived(event.client_id);
  const fresh = messages.put(event);
  if (!fresh) return;
  if (event.author !== messages.me) {
    showTyping(false);
    if (event.text) announce(`${messages.name(event.author)}: ${event.text}`, event.number);
  }
  if (stay) toEnd();
  readSoon();
}

/* --- being here --- */
let readTimer = 0;
let told = Number(root.dataset.read);
function readSoon() {
  clearTimeout(readTimer);
  readTimer = setTimeout(async () => {
    const last = messages.last;
    if (document.hidden || !nearEnd() || last <= told || !messages.atEnd || live.state !== "open") return;
    told = last;
    try { await send({ do: "read", talk: ref, number: last }); } catch { told = 0; }
  }, 250);
}

function showTyping(on) {
  clearTimeout(typingTimer);
  typing.textContent = on ? say("typing") : "\u00a0";
  if (on) typingTimer = setTimeout(() => showTyping(false), TYPING_SHOWN);
}

/* --- keeping up --- */
async function follow() {
  try {
    for (let more = true; more;) {
      const answer = await send({ do: "follow", talk: ref, since: messages.change });
      for (const event of answer.messages) hear(event);
      messages.upTo(answer.change);
      for (const [person, number] of Object.entries(answer.read)) messages.read(person, number);
      if (answer.quiet !== (root.dataset.state !== "running")) refresh();
      more = answer.more;
    }
  } catch { return; } // the next connection tries again
  composer.keepNow();
  outbox.pump();
  readSoon();
}

async function plainPage(href) {
  const answer = await fetch(href, { headers: { Accept: "text/html" }, credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/* The state of the conversation has changed: what stands under and above the messages comes anew. */
async function refresh() {
  const other = await plainPage(`/talk/${ref}`).catch(() => null);
  const fresh = other?.querySelector("[data-talk]");
  if (!fresh) return;
  messages.take(other, "newest");
  document.querySelector("[data-aside]").replaceChildren(...other.querySelector("[data-aside]").childNodes);
  if (fresh.dataset.state === root.dataset.state) return;
  root.dataset.state = fresh.dataset.state;
  await composer.keepNow();
  const inside = below.contains(document.activeElement);
  below.replaceChildren(...other.querySelector("[data-below]").childNodes);
  composer.dress();
  const heading = below.querySelector("h2");
  if (heading) announce(heading.textContent);
  if (inside) (composer.box ?? below.querySelector("a, button"))?.focus();
}

async function byHttp(item) {
  const form = composer.form;
  if (!form) return false;
  const body = new URLSearchParams(new FormData(form));
  body.set("client_id", item.client_id);
  body.set("text", item.text);
  body.set("reply_to", item.reply_to ?? "");
  const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", credentials: "same-origin" }).catch(() => null);
  if (answer?.type !== "opaqueredirect") return false;
  await refresh();
  return true;
}

/* --- older and newer pages --- */
async function more(link, where) {
  if (link.hidden || link.dataset.busy) return;
  link.dataset.busy = "1";
  const fixed = where === "before" ? messages.list.querySelector(".msg") : null;
  const top = fixed?.getBoundingClientRect().top;
  const other = await plainPage(link.href).catch(() => null);
  if (other) messages.take(other, where);
  // What was in view stays in view.
  if (fixed) page.scrollBy(0, fixed.getBoundingClientRect().top - top);
  delete link.dataset.busy;
  readSoon();
}

function paging() {
  const links = [["[data-earlier-link]", "before"], ["[data-later-link]", "after"]];
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) more(entry.target, entry.target.matches("[data-earlier-link]") ? "before" : "after");
  }, { rootMargin: "300px 0px 0px" });
  for (const [selector, where] of links) {
    const link = root.querySelector(selector);
    link.addEventListener("click", (event) => { event.preventDefault(); more(link, where); });
    seen.observe(link);
  }
}

/* --- the private offer of help --- */
function care(event) {
  if (event.talk !== ref || root.querySelector("[data-care]")) return;
  const card = shape("shape-care");
  card.querySelector("[data-unstaffed]").hidden = event.staffed !== false;
  const place = document.createElement("li");
  place.className = "care-place";
  place.append(card);
  const under = messages.item(event.number);
  const stay = nearEnd();
  if (under) under.after(place);
  else messages.list.append(place);
  announce(card.innerText);
  if (stay) toEnd();
}

/* The shape came without the page's own token. */
function withToken(form) {
  const body = new URLSearchParams(new FormData(form));
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  return body;
}

document.addEventListener("submit", async (event) => {
  if (!event.target.matches("[data-close-care]")) return;
  event.preventDefault();
  const form = event.target;
  const card = form.closest("[data-care]");
  await fetch(form.action, { method: "POST", body: withToken(form), redirect: "manual" }).catch(() => {});
  (card.closest(".care-place") ?? card).remove();
  composer.box?.focus();
});

/* --- beginning --- */
subscribe("message", hear);
subscribe("read", (event) => event.talk === ref && messages.read(event.person, event.number));
subscribe("typing", (event) => event.talk === ref && event.person !== messages.me && showTyping(true));
subscribe("conversation", (event) => event.talk === ref && refresh());
subscribe("care", care);
subscribe("catch_up", follow);
subscribe("connection", ({ state }) => { if (state === "open") follow(); else showTyping(false); });
acts(messages, composer);
start();
if (live.state === "open") follow();

setInterval(() => messages.tick(), 30_000);
setInterval(() => live.state !== "open" && navigator.onLine && !document.hidden && refresh(), LOOK_AGAIN);
document.addEventListener("visibilitychange", readSoon);
addEventListener("scroll", readSoon, { passive: true });
if (!location.hash || location.hash === "#new" || location.hash === "#end") {
  const fresh = document.getElementById("new");
  if (fresh && location.hash !== "#end") fresh.scrollIntoView({ block: "start" });
  else if (messages.atEnd) toEnd();
}
requestAnimationFrame(() => setTimeout(paging, 300));
