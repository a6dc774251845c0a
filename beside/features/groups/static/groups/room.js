/** A room keeps up by itself: its panel is drawn anew when something happens, and acts need no new page. What somebody has
 *  begun to write in the panel, and what is open in it, stays. */
import { send, subscribe } from "../core/live.js";

const room = document.querySelector("[data-room]");
let busy = false;
let again = false;

async function redraw() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    do {
      again = false;
      const answer = await fetch("panel", { credentials: "same-origin", redirect: "manual" });
      if (answer.status === 404) { location.assign("/groups"); return; }
      if (answer.ok) put(await answer.text());
    } while (again);
  } catch { /* the next event, or the line coming back, tries again */ } finally { busy = false; }
}

function put(html) {
  const typed = new Map([...room.querySelectorAll("textarea, input[type=text], input:not([type])")]
    .filter((box) => box.id && box.value !== box.defaultValue).map((box) => [box.id, box.value]));
  const open = new Set([...room.querySelectorAll("details[open] > summary")].map((one) => one.textContent));
  const focused = document.activeElement;
  const mark = room.contains(focused) ? [focused.id, focused.name, focused.value] : null;
  room.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  for (const [id, value] of typed) { const box = document.getElementById(id); if (box) box.value = value; }
  for (const one of room.querySelectorAll("details > summary")) if (open.has(one.textContent)) one.parentElement.open = true;
  if (!mark) return;
  const back = (mark[0] && document.getElementById(mark[0]))
    || [...room.querySelectorAll("button")].find((one) => one.name === mark[1] && one.value === mark[2]) || room.querySelector("h1");
  back.tabIndex = back.tabIndex < 0 ? -1 : back.tabIndex;
  back.focus({ preventScroll: true });
}

async function act(event) {
  const form = event.target.closest("form");
  if (!form || !form.action.endsWith("/do")) return;
  event.preventDefault();
  const body = new FormData(form);
  if (event.submitter?.name) body.set(event.submitter.name, event.submitter.value);
  const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin", redirect: "manual", headers: { Accept: "application/json" } }).catch(() => null);
  delete form.dataset.sending;
  if (!answer || (answer.status !== 200 && answer.status !== 422)) { location.reload(); return; } // the page itself says what is the matter
  if (answer.status === 200) for (const box of form.querySelectorAll("textarea, input")) box.defaultValue = box.value;
  await redraw();
  if (answer.status === 422) tell((await answer.json()).words);
}

function tell(words) {
  const line = document.createElement("p");
  line.className = "why warm";
  line.setAttribute("role", "alert");
  line.textContent = words;
  room.prepend(line);
}

if (room) {
  const follow = () => send({ do: "follow_room", session: room.dataset.room })
    .then(({ version }) => { if (version !== Number(room.dataset.version)) { room.dataset.version = version; redraw(); } }).catch(() => {});
  subscribe("connection", ({ state }) => state === "open" && follow());
  subscribe("room", ({ session, version }) => { if (session === room.dataset.room) { room.dataset.version = version; redraw(); } });
  subscribe("catch_up", () => follow());
  room.addEventListener("submit", act);
  setInterval(redraw, 60_000); // the minutes that are left
  follow();
}
