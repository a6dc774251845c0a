/** The page's own words, which came with it in its language, and moments said with them. */
const root = document.querySelector("[data-talk]");
const said = new Map();
for (const one of document.querySelector("template#words")?.content.querySelectorAll("[data-w]") ?? []) {
  said.set(one.dataset.w, one.textContent.replaceAll("{name}", root.dataset.name));
}
export const say = (key) => said.get(key) ?? "";

const minutes = say("minutes").split("|");
const lang = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;

function format(options) {
  // A zone this browser does not know: its own is the better guess.
  try { return new Intl.DateTimeFormat(lang, { ...options, timeZone: root.dataset.zone }); }
  catch { return new Intl.DateTimeFormat(lang, options); }
}
const clock = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const date = format({ year: "numeric", month: "2-digit", day: "2-digit" });
const dayLong = format({ weekday: "long", day: "numeric", month: "long" });
const whole = format({ weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** Like the server's: minutes in words, after an hour the time of day. */
export function when(moment) {
  const seconds = Math.abs(Date.now() - moment.getTime()) / 1000;
  if (seconds < 60) return say("now");
  if (seconds < 3600) return minutes[Math.floor(seconds / 60) - 1];
  return clock.format(moment);
}

export const exactly = (moment) => whole.format(moment);

/** What stands above the messages of one part of a day. */
export function day(moment) {
  if (date.format(moment) !== date.format(new Date())) return dayLong.format(moment).replace(",", "");
  const hour = Number(clock.format(moment).slice(0, 2));
  return say(`part${(hour >= 5) + (hour >= 12) + (hour >= 18)}`);
}

export function excerpt(text) {
  const line = text.split(/\s+/).join(" ").trim();
  return line.length <= 110 ? line : `${line.slice(0, 110).replace(/\s\S*$/, "")} …`;
}

const LINK = /https?:\/\/[^\s<>"'“”‘’]+[^\s<>"'“”‘’.,;:!?)\]}]/gi;

/** Puts `text` into `element`, web addresses as links. Never as HTML. */
export function fill(element, text) {
  element.replaceChildren();
  let start = 0;
  for (const found of text.matchAll(LINK)) {
    const link = document.createElement("a");
    link.href = found[0];
    link.rel = "noopener noreferrer nofollow";
    link.textContent = found[0];
    element.append(text.slice(start, found.index), link);
    start = found.index + found[0].length;
  }
  element.append(text.slice(start));
}

/** A copy of one of the page's shapes, with the other's name in it. */
export function shape(id) {
  const copy = document.querySelector(`template#${id}`).content.firstElementChild.cloneNode(true);
  for (const text of copy.querySelectorAll("[data-with-name]")) {
    text.textContent = text.textContent.replaceAll("{name}", root.dataset.name);
  }
  return copy;
}
