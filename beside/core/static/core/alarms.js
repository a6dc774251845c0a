/** Calls to this person, above every page until somebody has answered them. Without script they come with the page.
 *
 *  A sound plays only where it was switched on, on this device: two soft tones, again every twenty seconds while a call
 *  stands. Browsers may keep a page silent until something on it was pressed, so nobody should rest on the sound alone.
 */
import { start, subscribe } from "./live.js";

const AGAIN = 20_000; // ms between two sounds
const LOOK = 60_000; // ms after which a page looks by itself
const KEY = "alarm-sound";
const region = () => document.querySelector("[data-alarms]");
let asking = false;
let missed = false;
let sound = null;

async function look() {
  const old = region();
  if (!old) return;
  if (asking) { missed = true; return; }
  asking = true;
  try {
    const answer = await fetch(old.dataset.href, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    if (answer.ok && !answer.redirected) put(old, new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The line is away; it says so itself, and the next event or the next minute looks again.
  } finally {
    asking = false;
    if (missed) { missed = false; look(); }
  }
}

/* Which calls stand: forms carry a new token each time, and minutes pass. */
const calls = (box) => [...box.querySelectorAll("form")].map((form) => form.getAttribute("action")).join(" ");

function put(old, page) {
  const fresh = page.querySelector("[data-alarms]");
  if (!fresh || calls(fresh) === calls(old)) return;
  const held = old.contains(document.activeElement);
  const more = [...fresh.querySelectorAll("form")].some((form) => !old.querySelector(`form[action="${CSS.escape(form.getAttribute("action"))}"]`));
  old.replaceChildren(...fresh.children); // inside the same element, so that what is new is read aloud
  if (held) (old.querySelector("button") ?? document.querySelector("main"))?.focus();
  if (more) play();
}

function wanted() { try { return localStorage.getItem(KEY) === "on"; } catch { return false; } }

function play() {
  if (!wanted()) return;
  sound ??= new AudioContext();
  sound.resume();
  for (const [pitch, after] of [[523, 0], [659, 0.35]]) {
    const tone = sound.createOscillator();
    const level = sound.createGain();
    const begin = sound.currentTime + after;
    tone.frequency.value = pitch;
    level.gain.setValueAtTime(0, begin);
    level.gain.linearRampToValueAtTime(0.25, begin + 0.05);
    level.gain.linearRampToValueAtTime(0, begin + 0.6);
    tone.connect(level).connect(sound.destination);
    tone.start(begin);
    tone.stop(begin + 0.65);
  }
}

/* The switch stands on one page; its two states are two lines of which one shows. */
const sw = document.querySelector("[data-alarm-sound]");
function show() {
  for (const line of sw.querySelectorAll("[data-when]")) line.hidden = (line.dataset.when === "on") !== wanted();
}
if (sw) {
  sw.hidden = false;
  show();
  sw.addEventListener("click", () => {
    try { localStorage.setItem(KEY, wanted() ? "off" : "on"); } catch { return; }
    show();
    play();
  });
}

for (const kind of ["alarm", "catch_up"]) subscribe(kind, look);
subscribe("connection", ({ state }) => { if (state === "open") look(); });
setInterval(() => { if (!document.hidden) look(); }, LOOK);
setInterval(() => { if (region()?.querySelector("form")) play(); }, AGAIN);
if (region()?.querySelector("form")) play();
start();
