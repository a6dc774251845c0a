/* Help without a network. Keeps one page, /help/kept, and the few files it is drawn with; keeps nothing else, ever.
   The page is asked for without a cookie: it reads the same for everybody in a country and shows no sign of an account.
   "Leave quickly" takes it away (core/leave.js, and Clear-Site-Data from /leave); the next visit brings it anew. */
"use strict";
const STORE = "offline-help";
const PAGE = "/help/kept";
const DAY = 24 * 60 * 60 * 1000;
const PATIENCE = 3000; // milliseconds: a dying connection must not leave somebody waiting for a number
const KEPT_AT = "x-kept-at";
const KEPT_FOR = "x-kept-for";
// Pages of numbers alone. /help/now is not one of them: who has just called the staff must not be shown, after three
// seconds, a page that says nothing of that call.
const NUMBERS = /^\/help(\/[a-z]{2})?$/i;
// Styles, font, mark, and the script of "Leave quickly".
const DRAWN_WITH = /\/static\/core\/(?:leave(?:\.[0-9a-f]+)?\.js|[\w./-]+\.(?:css|woff2|svg))|\/static\/safety\/[\w.-]+\.css/g;

const held = async () => (await caches.open(STORE)).match(PAGE);

async function isFresh(country) {
  const page = await held();
  const age = page ? Date.now() - Number(page.headers.get(KEPT_AT)) : Infinity;
  return page?.headers.get(KEPT_FOR) === country && age >= 0 && age < DAY;
}

async function fetched(address) {
  const answer = await fetch(address, { credentials: "omit", redirect: "error" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

/* All or nothing: what was kept before stays until everything new is here. */
async function keep(country) {
  if (await isFresh(country)) return;
  const page = await fetched(`${PAGE}?country=${encodeURIComponent(country)}`);
  const text = await page.text();
  const addresses = [...new Set(text.match(DRAWN_WITH) ?? [])];
  const files = await Promise.all(addresses.map(fetched));
  const headers = new Headers(page.headers);
  for (const name of ["content-length", "content-encoding"]) headers.delete(name); // they told of the way here
  headers.set(KEPT_AT, String(Date.now()));
  headers.set(KEPT_FOR, country);
  const store = await caches.open(STORE);
  await Promise.all(addresses.map((address, at) => store.put(address, files[at])));
  await store.put(PAGE, new Response(text, { headers }));
  const wanted = new Set([PAGE, ...addresses]);
  for (const request of await store.keys()) {
    if (!wanted.has(new URL(request.url).pathname)) await store.delete(request);
  }
}

const silence = () =>
  new Response("<!doctype html><title>New tab</title>", { headers: { "Content-Type": "text/html; charset=utf-8" } });

/* The network's answer; the kept page where there is none, or (numbers) none in time. */
async function page(event) {
  const { pathname } = new URL(event.request.url);
  const asked = (async () => (await event.preloadResponse) ?? fetch(event.request))();
  const late = new Promise((done) => { if (NUMBERS.test(pathname)) setTimeout(() => done(null), PATIENCE); });
  try {
    const answer = await Promise.race([asked, late]);
    return answer ?? (await held()) ?? (await asked);
  } catch (away) {
    // Where "Leave quickly" leads must say nothing about this place, with or without a network.
    if (pathname === "/away") return silence();
    const kept = await held();
    if (kept) return kept;
    throw away;
  }
}

async function file(request) {
  try {
    return await fetch(request);
  } catch (away) {
    const kept = await (await caches.open(STORE)).match(request, { ignoreVary: true });
    if (kept) return kept;
    throw away;
  }
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  // The page is asked for while the worker still wakes up, so that it costs no page any time.
  event.waitUntil(Promise.all([clients.claim(), registration.navigationPreload?.enable()]));
});
addEventListener("message", (event) => {
  if (event.data?.forget) event.waitUntil(caches.delete(STORE));
  else if (typeof event.data?.keep === "string") event.waitUntil(keep(event.data.keep).catch(() => { /* the next page tries again */ }));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (pathname.startsWith("/static/")) event.respondWith(file(request));
});
