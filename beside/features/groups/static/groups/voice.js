/** Voice in a room: each browser sends to every other. The service says who takes part and passes on what browsers need to
 *  find each other (perfect negotiation, W3C WebRTC 1.0, 10.7). During a round only the one with the talking piece is heard. */
import { send, subscribe } from "../core/live.js";

const panel = document.querySelector("[data-voice]");
const room = document.querySelector("[data-room]");
const says = panel?.querySelector("[data-voice-says]");
const part = (name) => panel.querySelector(`[data-${name}]`);
const peers = new Map(); // by call
const early = []; // signals of pages that this one does not know yet: they may know it a moment sooner
const MOST_EARLY = 200;
let call = "";
let asked = 0; // how often this page asked for a place; only the newest asking counts
let coming = false; // whether that one is still open
let told = null; // who takes part, as last told; it may come before the answer to this page's own asking
let relays = { iceServers: [] };
let mine = null; // what this browser hears and sees
let wanted = false; // whether the person has the microphone on
let held = false; // whether they hold it on
let sound = null; // measures how loud everybody is

const scene = () => room.querySelector("[data-scene]").firstElementChild.dataset;
const names = (list) => (list ?? "").split(" ").filter(Boolean);
const nameOf = (ref) => [...room.querySelectorAll("[data-name]")].find((one) => one.dataset.name === ref)?.textContent ?? "";

/** Why nobody may hear somebody now ("apart", "muted", "turn"); "" where they may be heard. */
function hinders(who) {
  const now = scene();
  if (!names(now.circle).includes(who)) return "apart";
  if (names(now.muted).includes(who)) return "muted";
  return now.holder && now.holder !== who && !names(now.leads).includes(who) ? "turn" : "";
}

/** The same of this person, in words. */
function hindered() { return panel.dataset[hinders(room.dataset.me)] ?? ""; }

/** The microphone follows the talking piece; what the person wants comes back with it. Whoever may not be heard is not
 *  heard here either: a page that was tampered with can send what it likes, and still speaks to nobody. */
function keepToTheFloor() {
  for (const peer of peers.values()) peer.audio.muted = Boolean(hinders(peer.who));
  const why = call ? hindered() : "";
  const on = Boolean(call) && !why && (wanted || held);
  for (const track of mine?.getAudioTracks() ?? []) track.enabled = on;
  part("mic").setAttribute("aria-pressed", String(on));
  part("mic-on").hidden = !on;
  part("mic-off").hidden = on;
  part("mic").disabled = part("hold").disabled = Boolean(why) || !mine?.getAudioTracks().length;
  if (call) say(why);
  panel.dataset.live = on ? "on" : "off";
}

function say(words) { if (says.textContent !== words) says.textContent = words; }

/** What this browser hears, for the others; silence where it may not or cannot hear. Says what is wrong, in words. */
async function listenHere() {
  let trouble = "";
  const found = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } }).catch((problem) => {
    trouble = problem.name === "NotFoundError" ? panel.dataset.none : panel.dataset.denied;
    return new MediaStream();
  });
  for (const track of found.getTracks()) track.addEventListener("ended", () => { mine = new MediaStream(); wanted = false; keepToTheFloor(); say(panel.dataset.none); });
  return [found, trouble];
}

/** Asks the service for a place; null where another asking, or leaving, came between. */
async function askForPlace() {
  const number = ++asked;
  coming = true;
  const answer = await post("voice", new FormData());
  const given = answer && (answer.status === 201 || answer.status === 422) ? await answer.json() : { words: panel.dataset.lost };
  if (number === asked) { coming = false; return given; }
  if (given.call && !call && !coming) tellOut();
  return null;
}

async function comeIn() {
  part("come-in").disabled = true;
  let trouble = "";
  if (!mine) [mine, trouble] = await listenHere();
  const given = await askForPlace();
  part("come-in").disabled = false;
  if (!given) return;
  if (!given.call) { end(); say(given.words); return; }
  call = given.call;
  relays = given.relays;
  part("out").hidden = true;
  part("in-voice").hidden = false;
  meet(told?.some((seat) => seat.call === call) ? told : given.seats);
  keepToTheFloor();
  if (trouble) say(trouble);
  part("mic").focus();
}

/** Those who take part by now: new ones are called, those who left are let go. */
function meet(seats) {
  if (!call) return;
  if (!seats.some((seat) => seat.call === call)) { end(); say(hindered()); return; } // the service ended it: left, removed, over
  const there = new Map(seats.filter((seat) => seat.call !== call).map((seat) => [seat.call, seat.who]));
  for (const other of [...peers.keys()]) if (!there.has(other)) letGo(other);
  for (const [other, who] of there) if (!peers.has(other)) connect(other, who);
  early.splice(0).forEach(heard); // what is from a page that is still unknown waits on
  draw();
}

function connect(other, who) {
  const line = new RTCPeerConnection(relays);
  const peer = { line, who, polite: call < other, making: false, ignoring: false, brought: false, audio: new Audio(), meter: null, waiting: [], turn: Promise.resolve() };
  peers.set(other, peer);
  peer.audio.autoplay = true;
  peer.audio.muted = Boolean(hinders(who));
  const tell = (data) => send({ do: "signal", from: call, to: other, data }).catch(() => {});
  line.addEventListener("negotiationneeded", async () => {
    try {
      peer.making = true;
      await line.setLocalDescription();
      await tell({ type: line.localDescription.type, sdp: line.localDescription.sdp });
    } catch { /* the next negotiation tries again */ } finally { peer.making = false; }
  });
  line.addEventListener("icecandidate", ({ candidate }) => candidate && tell({ candidate: candidate.candidate, sdpMid: candidate.sdpMid, sdpMLineIndex: candidate.sdpMLineIndex }));
  line.addEventListener("connectionstatechange", () => { if (line.connectionState === "failed") line.restartIce(); panel.dataset.peers = [...peers.values()].filter((one) => one.line.connectionState === "connected").length; });
  line.addEventListener("track", ({ track, streams }) => {
    const stream = streams[0] ?? new MediaStream([track]);
    if (track.kind === "video") { showVideo(other, stream, track); return; }
    peer.audio.srcObject = stream;
    peer.audio.play().catch(() => {});
    peer.meter = meter(stream);
  });
  // One of the two begins. Where both do, the polite one takes its offer back, and a browser may never look for ways again.
  if (!peer.polite) bring(peer);
}

/** What this browser hears and sees goes along; without a microphone the line is asked to listen. */
function bring(peer) {
  peer.brought = true;
  for (const track of mine.getTracks()) peer.line.addTrack(track, mine);
  if (!peer.polite && !mine.getAudioTracks().length) peer.line.addTransceiver("audio", { direction: "recvonly" });
}

/** One signal after the other for each page, in the order in which they came. */
function heard(event) {
  const peer = peers.get(event.from);
  if (event.to === call && peer) peer.turn = peer.turn.then(() => take(peer, event));
  else if (early.push(event) > MOST_EARLY) early.shift();
}

async function take(peer, { from, data }) {
  const { line } = peer;
  try {
    if (data.type) {
      const collides = data.type === "offer" && (peer.making || line.signalingState !== "stable");
      peer.ignoring = !peer.polite && collides;
      if (peer.ignoring) return;
      await line.setRemoteDescription(data);
      for (const candidate of peer.waiting.splice(0)) await line.addIceCandidate(candidate);
      if (data.type === "offer") {
        if (!peer.brought) bring(peer);
        await line.setLocalDescription();
        await send({ do: "signal", from: call, to: from, data: { type: line.localDescription.type, sdp: line.localDescription.sdp } });
      }
    } else if (!line.remoteDescription) peer.waiting.push(data);
    else await line.addIceCandidate(data);
  } catch (problem) { if (!peer.ignoring) console.warn(problem); }
}

function letGo(other) {
  const peer = peers.get(other);
  peer.line.close();
  peer.audio.srcObject = null;
  panel.querySelector(`video[data-of="${other}"]`)?.remove();
  peers.delete(other);
  panel.dataset.peers = [...peers.values()].filter((one) => one.line.connectionState === "connected").length;
}

/** How loud a stream is, from 0 to 1. */
function meter(stream) {
  sound ??= new AudioContext();
  if (sound.state === "suspended") sound.resume();
  const analyser = sound.createAnalyser();
  analyser.fftSize = 32_768; // two thirds of a second: no moment between two looks goes unheard
  sound.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return () => { analyser.getFloatTimeDomainData(samples); return Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length); };
}

function showVideo(other, stream, track) {
  const video = document.createElement("video");
  video.autoplay = video.muted = video.playsInline = true; // sound comes by itself
  video.dataset.of = other;
  video.srcObject = stream;
  video.setAttribute("aria-label", nameOf(peers.get(other)?.who));
  part("videos").append(video);
  track.addEventListener("mute", () => video.remove());
  track.addEventListener("unmute", () => part("videos").append(video));
}

async function camera() {
  const button = part("camera");
  const on = mine.getVideoTracks()[0];
  if (on) {
    on.stop();
    mine.removeTrack(on);
    for (const { line } of peers.values()) for (const sender of line.getSenders()) if (sender.track === on) line.removeTrack(sender);
  } else {
    const track = await navigator.mediaDevices.getUserMedia({ video: { width: 320, height: 240, frameRate: 15 } }).then((found) => found.getVideoTracks()[0]).catch(() => null);
    if (!track) { say(panel.dataset.denied); return; }
    mine.addTrack(track);
    for (const { line } of peers.values()) line.addTrack(track, mine);
  }
  button.setAttribute("aria-pressed", String(!on));
}

/** Who takes part, and who speaks just now, in words. */
function draw() {
  const list = part("voices");
  const rows = [{ key: call, name: panel.dataset.you, loud: panel.dataset.live === "on" }, ...[...peers].map(([key, peer]) => ({ key, name: nameOf(peer.who), loud: peer.loud }))];
  list.replaceChildren(...rows.map(({ key, name, loud }) => {
    const item = document.createElement("li");
    item.dataset.of = key;
    item.className = loud ? "loud" : "";
    item.textContent = loud ? `${name} · ${panel.dataset.speaks}` : name;
    return item;
  }));
}

function listen() {
  let changed = false;
  for (const peer of peers.values()) {
    const loud = !peer.audio.muted && (peer.meter?.() ?? 0) > 0.01;
    changed ||= loud !== peer.loud;
    peer.loud = loud;
  }
  if (changed) draw();
}

/** Out of the voice, whatever the reason; the microphone is given back at once. */
function end() {
  call = "";
  asked += 1;
  coming = false;
  for (const other of [...peers.keys()]) letGo(other);
  for (const track of mine?.getTracks() ?? []) track.stop();
  mine = null;
  wanted = held = false;
  part("out").hidden = false;
  part("in-voice").hidden = true;
  part("camera")?.setAttribute("aria-pressed", "false");
  part("videos").replaceChildren();
  keepToTheFloor();
}

function post(where, body) {
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  return fetch(where, { method: "POST", body, credentials: "same-origin", redirect: "manual", keepalive: true, headers: { Accept: "application/json" } }).catch(() => null);
}

function tellOut() {
  const body = new FormData();
  body.set("kind", "voice_out");
  post("do", body);
}

function goOut() {
  tellOut();
  end();
  say("");
  part("come-in").focus();
}

function hold(on) { held = on; keepToTheFloor(); }

if (panel) {
  part("out").hidden = false;
  part("come-in").addEventListener("click", comeIn);
  part("go-out").addEventListener("click", goOut);
  part("mic").addEventListener("click", () => { wanted = !wanted; keepToTheFloor(); draw(); });
  part("camera")?.addEventListener("click", camera);
  const holding = part("hold");
  for (const begin of ["pointerdown"]) holding.addEventListener(begin, (event) => { holding.setPointerCapture(event.pointerId); hold(true); });
  for (const stop of ["pointerup", "pointercancel", "blur"]) holding.addEventListener(stop, () => hold(false));
  holding.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); if (!event.repeat) hold(true); } });
  holding.addEventListener("keyup", (event) => { if (event.key === " ") hold(false); });
  subscribe("signal", heard);
  subscribe("voice", ({ session, seats }) => { if (session === room.dataset.room) { told = seats; meet(seats); } });
  // The line of signals opens, late or anew: what was told meanwhile is lost, and so may be one's seat. Take part anew.
  subscribe("connection", ({ state }) => {
    if (!call && !coming) return;
    if (state !== "open") { say(panel.dataset.lost); return; }
    for (const other of [...peers.keys()]) letGo(other);
    call = ""; // the old place goes when the new one comes: that must not look like being sent out
    comeIn();
  });
  new MutationObserver(keepToTheFloor).observe(room.querySelector("[data-scene]"), { childList: true });
  setInterval(() => call && listen(), 400);
  window.addEventListener("pagehide", () => (call || coming) && goOut());
}
