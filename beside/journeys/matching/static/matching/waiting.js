/** Keeps the page of somebody who waits, or who is there for others, as things stand. Without script a link does. */
import { start, subscribe } from "../core/live.js";

const QUIET = 60_000; // ms after which a page that heard nothing looks once more
let last = Date.now();
let asking = false;

const region = () => document.querySelector("[data-standing]");

async function look() {
  const old = region();
  if (!old || asking) return;
  asking = true;
  last = Date.now();
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    // Led elsewhere: to the conversation, to signing in, to asking anew.
    if (answer.redirected) { location.assign(answer.url); return; }
    if (answer.ok) put(old, new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The line is away; it says so itself, and the next event or a return to the page looks again.
  } finally {
    asking = false;
  }
}

function put(old, page) {
  const fresh = page.querySelector("[data-standing]");
  if (!fresh || fresh.innerHTML === old.innerHTML || plain(fresh) === plain(old)) return;
  const held = old.contains(document.activeElement) ? document.activeElement : null;
  const where = held?.closest("form")?.getAttribute("action");
  old.replaceWith(document.adoptNode(fresh));
  // Who was on a button that still stands there stays on it; else focus goes to the page, never to nowhere.
  if (held) ((where && fresh.querySelector(`form[action="${CSS.escape(where)}"] button`)) || document.querySelector("main"))?.focus();
  const said = document.querySelector("[data-said]");
  if (said) { said.textContent = ""; requestAnimationFrame(() => { said.textContent = said.dataset.words; }); }
}

/* The words alone: forms carry a new token each time. */
function plain(element) { return element.textContent.replace(/\s+/g, " ").trim(); }

subscribe("matched", ({ href }) => { if (typeof href === "string" && /^\/(?!\/)/.test(href)) location.assign(href); });
for (const kind of ["request", "offer", "catch_up"]) subscribe(kind, look);
subscribe("connection", ({ state }) => { if (state === "open") look(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
setInterval(() => { if (!document.hidden && Date.now() - last > QUIET) look(); }, 15_000);
start();
