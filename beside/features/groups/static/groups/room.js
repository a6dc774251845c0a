/** A room keeps up by itself. The picture of it comes with each event, the same for everybody; this page shows the parts that
 *  are for its own person. Those who lead ask for their cockpit besides. Acts need no new page. */
import { send, subscribe } from "../core/live.js";

const room = document.querySelector("[data-room]");
const { me, you } = room?.dataset ?? {};
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
let version = 0;
let busy = false;
let again = false;
let coming = false;

const scene = () => room.querySelector("[data-scene]");
const names = (list) => (list ?? "").split(" ").filter(Boolean);

/** Show what is for this person, by the names in it. */
function settle() {
  for (const part of room.querySelectorAll("[data-for]")) part.hidden = !names(part.dataset.for).includes(me);
  for (const part of room.querySelectorAll("[data-not]")) part.hidden = names(part.dataset.not).includes(me);
  for (const name of room.querySelectorAll("[data-name]")) if (name.dataset.name === me) name.textContent = you;
  const state = scene().firstElementChild;
  version = Number(state.dataset.of);
  for (const part of room.querySelectorAll("[data-in]")) part.hidden = !names(part.dataset.in).includes(state.dataset.phase);
  const news = room.querySelector("[data-news]");
  if (news.textContent !== state.dataset.news) news.textContent = state.dataset.news;
  if (names(state.dataset.out).includes(me)) location.reload(); // the page itself says why
  if (state.dataset.phase === "over") document.querySelector("[data-write]")?.remove();
  if (names(state.dataset.lost).includes(me)) comeBack();
  tick();
}

/** A dropped line is nobody's wish: whoever is there again sits with the others again. */
async function comeBack() {
  if (coming) return;
  coming = true;
  const body = new FormData();
  body.set("kind", "enter");
  body.set("csrfmiddlewaretoken", token());
  await fetch("do", { method: "POST", body, credentials: "same-origin", redirect: "manual", headers: { Accept: "application/json" } }).catch(() => null);
  coming = false;
}

function put(part, html) {
  if (!part) return;
  const typed = new Map([...part.querySelectorAll("textarea, input:not([type])")].filter((box) => box.id && box.value !== box.defaultValue).map((box) => [box.id, box.value]));
  const open = new Set([...part.querySelectorAll("details[open] > summary")].map((one) => one.textContent));
  const focused = document.activeElement;
  const mark = part.contains(focused) ? [focused.id, focused.name, focused.value] : null;
  const drawn = new DOMParser().parseFromString(html, "text/html").body;
  part.replaceChildren(...drawn.childNodes);
  for (const [id, value] of typed) { const box = document.getElementById(id); if (box) box.value = value; }
  for (const one of part.querySelectorAll("details > summary")) if (open.has(one.textContent)) one.parentElement.open = true;
  return mark;
}

function focusAgain(mark) {
  if (!mark) return;
  const shown = (one) => one && !one.closest("[hidden]");
  const back = [mark[0] && document.getElementById(mark[0]), ...[...room.querySelectorAll("button")].filter((one) => one.name === mark[1] && one.value === mark[2]), room.querySelector("h1")].find(shown);
  if (!back) return;
  if (back.tagName === "H1") back.tabIndex = -1;
  back.focus({ preventScroll: true });
}

function draw(html) {
  const mark = put(scene(), html);
  settle();
  focusAgain(mark);
}

/** The whole of it by HTTP: after a lost line, in another language, and for those who lead. */
async function redraw() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    do {
      again = false;
      const answer = await fetch("panel", { credentials: "same-origin", redirect: "manual" });
      if (answer.status === 404) { location.assign("/groups"); return; }
      if (!answer.ok) return;
      const parts = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = parts.querySelector("[data-scene]");
      if (Number(fresh.firstElementChild.dataset.of) >= version) draw(fresh.innerHTML);
      const mark = put(room.querySelector("[data-cockpit]"), parts.querySelector("[data-cockpit]")?.innerHTML ?? "");
      focusAgain(mark);
    } while (again);
  } catch { /* the next event, or the line coming back, tries again */ } finally { busy = false; }
}

async function act(event) {
  const form = event.target.closest("form");
  if (!form || !form.action.endsWith("/do")) return;
  event.preventDefault();
  const body = new FormData(form);
  if (event.submitter?.name) body.set(event.submitter.name, event.submitter.value);
  body.set("csrfmiddlewaretoken", token());
  const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin", redirect: "manual", headers: { Accept: "application/json" } }).catch(() => null);
  delete form.dataset.sending;
  if (!answer || (answer.status !== 200 && answer.status !== 422)) { location.reload(); return; } // the page itself says what is the matter
  const said = await answer.json();
  if (answer.status === 200) for (const box of form.querySelectorAll("textarea, input")) box.defaultValue = box.value;
  if (said.to) { location.assign(said.to); return; }
  if (answer.status === 422 || said.version !== version || room.querySelector("[data-cockpit]")) await redraw();
  if (answer.status === 422) tell(said.words);
}

function tell(words) {
  room.querySelector("[data-told]")?.remove();
  const line = document.createElement("p");
  line.className = "why warm";
  line.dataset.told = "";
  line.setAttribute("role", "alert");
  line.textContent = words;
  room.prepend(line);
}

/** The clock of the session and of the piece, by this device's clock; unhurried, so in whole minutes. */
function tick() {
  const state = scene().firstElementChild;
  const left = Math.max(Math.floor((Number(state.dataset.ends) * 1000 - Date.now()) / 60_000), 0);
  const words = left === 0 ? room.dataset.noneLeft : left === 1 ? room.dataset.oneLeft : room.dataset.left.replace("{}", left);
  const shown = state.querySelector("[data-left]");
  if (shown && shown.textContent !== words) shown.textContent = words;
  for (const bar of state.querySelectorAll("progress[data-since]")) bar.value = Math.min(Date.now() / 1000 - Number(bar.dataset.since), bar.max);
}

if (room) {
  const follow = () => send({ do: "follow_room", session: room.dataset.room }).then((answer) => { if (answer.version !== version) redraw(); }).catch(() => {});
  const here = () => send({ do: "in_room", session: room.dataset.room }).catch(() => {});
  subscribe("connection", ({ state }) => { if (state === "open") { follow(); here(); } });
  subscribe("catch_up", () => follow());
  subscribe("room", (event) => {
    if (event.session !== room.dataset.room) return;
    if (event.scene && event.language === document.documentElement.lang && event.version === version + 1) draw(event.scene);
    else if (!event.scene || event.version > version) redraw();
    if (event.scene && room.querySelector("[data-cockpit]")) redraw();
  });
  room.addEventListener("submit", act);
  setInterval(tick, 5_000);
  setInterval(here, 30_000);
  settle();
  follow();
  here();
}
