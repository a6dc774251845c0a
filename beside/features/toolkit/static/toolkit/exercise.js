/** Exercises that run in the page: breathing, guided steps, a timer. Everything they need stands in the page itself,
 * so they go on without a network.
 *
 * Time is never counted by ticks: it is what the machine's steady clock says has passed since the beginning, less the
 * pauses. A slow, hidden or throttled page is late in showing, never in counting.
 */

const ASLEEP = 90_000; // ms without a sign while the page is in sight: the machine slept
const TICK = 200;
const SLOWER = 1.5; // how much longer each line of a guide stands for those who want more time

/** How long has this run? Survives clocks that jump: backwards is as if nothing had passed, far ahead is a pause.
 *
 * A hidden page is different: browsers wake it seldom, and some hold it still altogether. Whatever passed there has
 * passed for the person too, who may be breathing to the sound or with the telephone in a pocket.
 */
export class Elapsed {
  constructor(now = () => performance.now()) {
    this.now = now;
    this.passed = 0;
    this.last = null;
    this.slept = false;
    this.outOfSight = false;
  }

  get running() { return this.last !== null; }

  go() { this.last = this.now(); this.slept = false; }

  pause() { this.read(); this.last = null; }

  /** Milliseconds that have run so far. */
  read() {
    if (this.last === null) return this.passed;
    const now = this.now();
    const step = now - this.last;
    this.last = now;
    if (step >= ASLEEP && !this.outOfSight) { this.slept = true; this.last = null; }
    else if (step > 0) this.passed += step;
    return this.passed;
  }
}

/** Which phase of a cycle holds after so many ms. Phases are [what, seconds]. */
export function phaseAt(phases, ms) {
  const cycle = phases.reduce((sum, [, seconds]) => sum + seconds * 1000, 0);
  const round = Math.floor(ms / cycle);
  let into = ms - round * cycle;
  for (let index = 0; index < phases.length; index += 1) {
    const long = phases[index][1] * 1000;
    if (into < long || index === phases.length - 1) return { index, what: phases[index][0], into, long, round, cycle };
    into -= long;
  }
  return null;
}

/** How full the lungs are, 0 to 1, at that point of the phases. */
export function fullness(phases, at) {
  const part = Math.min(1, at.into / at.long);
  const soft = (1 - Math.cos(Math.PI * part)) / 2;
  const sips = phases.some(([what]) => what === "top");
  const most = sips ? 0.85 : 1;
  if (at.what === "in") return most * soft;
  if (at.what === "top") return most + (1 - most) * soft;
  if (at.what === "out") return 1 - soft;
  const before = phases[(at.index + phases.length - 1) % phases.length][0];
  return before === "out" ? 0 : 1;
}

/** Whole rounds only: nobody is cut off in the middle of a breath. */
export function totalOf(phases, rounds, minutes) {
  const cycle = phases.reduce((sum, [, seconds]) => sum + seconds * 1000, 0);
  return cycle * (rounds || Math.max(1, Math.round((minutes * 60_000) / cycle)));
}

function clock(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Soft tones. What will sound in a breathing exercise is put down beforehand, so that it is right in a hidden page too. */
class Sound {
  begin() {
    this.stop();
    this.context = new AudioContext();
  }

  tone(after, high) {
    if (!this.context) return;
    const { context } = this;
    const at = context.currentTime + after / 1000;
    const voice = context.createOscillator();
    const level = context.createGain();
    voice.frequency.value = high;
    level.gain.setValueAtTime(0.0001, at);
    level.gain.exponentialRampToValueAtTime(0.12, at + 0.08);
    level.gain.exponentialRampToValueAtTime(0.0001, at + 0.9);
    voice.connect(level).connect(context.destination);
    voice.start(at);
    voice.stop(at + 1);
  }

  stop() {
    this.context?.close();
    this.context = null;
  }
}

const HIGH = { in: 392, top: 440, hold: 330, out: 262 };
const SHAKES = { in: [120], top: [60], hold: [40], out: [60, 60, 60] };

class Exercise {
  constructor(root) {
    this.root = root;
    this.plan = JSON.parse(root.dataset.plan);
    this.words = JSON.parse(root.dataset.words);
    this.sound = new Sound();
    this.$ = (name) => root.querySelector(`[data-${name}]`);
    this.still = this.$("still");
    if (this.still) {
      this.still.checked = matchMedia("(prefers-reduced-motion: reduce)").matches || "calm" in document.documentElement.dataset;
    }
    const shakes = this.$("vibration-choice");
    if (shakes && navigator.vibrate) shakes.hidden = false;
    this.$("begin").addEventListener("click", () => this.begin());
    this.$("again").addEventListener("click", () => this.show("choosing", "begin"));
    this.$("stop").addEventListener("click", () => this.end(this.words.stopped));
    this.$("pause").addEventListener("click", () => (this.elapsed.running ? this.pause() : this.goOn()));
    this.$("next").addEventListener("click", () => this.turn(1));
    this.$("back").addEventListener("click", () => this.turn(-1));
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.$("stage").hidden) this.end(this.words.stopped);
    });
    document.addEventListener("visibilitychange", () => this.seen());
    root.hidden = false;
  }

  /** In sight or out of it. What passed out of sight is counted before it is in sight again. */
  seen() {
    if (!this.elapsed) return;
    if (document.hidden) { this.tick(); if (this.elapsed) this.elapsed.outOfSight = true; return; }
    this.tick();
    if (!this.elapsed) return;
    this.elapsed.outOfSight = false;
    if (this.elapsed.running && this.lock?.released !== false) this.awake(); // browsers let the lock go out of sight
  }

  show(part, focus) {
    for (const name of ["choosing", "stage", "ended"]) this.$(name).hidden = name !== part;
    this.$(focus)?.focus();
  }

  begin() {
    const { plan } = this;
    this.elapsed = new Elapsed();
    this.shown = "";
    if (plan.kind === "breath") {
      const way = plan.ways[Number(this.root.querySelector("[data-way]:checked")?.value ?? 0)];
      const minutes = Number(this.root.querySelector("[data-length]:checked")?.value ?? plan.minutes);
      this.phases = way.phases;
      this.total = totalOf(way.phases, plan.rounds, minutes);
    } else if (plan.kind === "timer") {
      this.total = plan.minutes * 60_000;
    } else {
      this.own = plan.own || (this.$("own")?.checked ?? false);
      const slow = this.$("slow")?.checked ? SLOWER : 1;
      this.lines = plan.lines.map(([seconds, say]) => [seconds * slow, say]);
      this.total = this.lines.reduce((sum, [seconds]) => sum + seconds * 1000, 0);
      this.line = 0;
    }
    if (this.$("sound").checked) this.sound.begin();
    for (const steps of document.querySelectorAll("[data-steps]")) steps.open = false;
    this.show("stage", "pause");
    this.$("next").hidden = this.$("back").hidden = plan.kind !== "guide";
    this.$("pause").hidden = Boolean(this.own);
    if (this.own) this.$("next").focus();
    this.goOn();
    this.awake();
  }

  async awake() {
    // Some browsers keep the screen from going dark while this runs; where they do not, nothing is lost.
    try { this.lock = await navigator.wakeLock?.request("screen"); } catch { this.lock = null; }
  }

  goOn() {
    this.elapsed.go();
    this.$("pause").textContent = this.words.pause;
    if (this.$("sound").checked) { this.sound.begin(); this.foretell(); }
    clearInterval(this.timer);
    this.timer = setInterval(() => this.tick(), TICK);
    this.shown = "";
    this.tick();
    this.draw();
  }

  pause(says = "") {
    this.elapsed.pause();
    clearInterval(this.timer);
    this.sound.stop();
    this.$("pause").textContent = this.words.on;
    this.$("pause").hidden = false;
    if (says) this.say(says);
  }

  end(says) {
    clearInterval(this.timer);
    cancelAnimationFrame(this.frame);
    this.elapsed?.pause();
    this.elapsed = null;
    this.sound.stop();
    this.lock?.release().catch(() => {});
    this.$("end-says").textContent = says;
    this.show("ended", "again");
    document.getElementById("after")?.scrollIntoView({ block: "nearest" });
  }

  /** Put down every tone that is still to come; the sound's own clock plays them on time. */
  foretell() {
    const from = this.elapsed.read();
    if (this.plan.kind === "breath") {
      for (let at = 0, index = 0; at < this.total; index = (index + 1) % this.phases.length) {
        const [what, seconds] = this.phases[index];
        if (at >= from) this.sound.tone(at - from, HIGH[what]);
        at += seconds * 1000;
      }
    } else if (this.plan.kind === "guide" && !this.own) {
      let at = 0;
      for (const [seconds] of this.lines) {
        at += seconds * 1000;
        if (at > from) this.sound.tone(at - from, 330);
      }
    }
    if (!this.own) this.sound.tone(this.total - from, 262);
  }

  tick() {
    const { elapsed } = this;
    if (!elapsed || !elapsed.running) return;
    const ms = elapsed.read();
    if (elapsed.slept) { this.pause(this.words.away); return; }
    if (!this.own && ms >= this.total) {
      this.end(this.plan.kind === "timer" ? this.words.over : this.words.done);
      return;
    }
    if (this.plan.kind === "breath") this.breath(ms);
    else if (this.plan.kind === "guide") this.guide(ms);
    this.along(ms);
  }

  along(ms) {
    const bar = this.$("way-along");
    bar.value = this.own ? (this.line + 1) / this.lines.length : Math.min(1, ms / this.total);
    const left = this.own
      ? this.words.step.replace("{n}", this.line + 1).replace("{of}", this.lines.length)
      : this.words.left.replace("{time}", clock(this.total - ms));
    if (this.$("left").textContent !== left) this.$("left").textContent = left;
  }

  breath(ms) {
    const at = phaseAt(this.phases, ms);
    const name = `${at.round}.${at.index}`;
    if (name !== this.shown) {
      this.shown = name;
      this.say(this.words[at.what]);
      if (this.$("vibration")?.checked && !document.hidden) navigator.vibrate?.(SHAKES[at.what]);
    }
    const count = String(Math.min(Math.ceil(at.long / 1000), Math.floor(at.into / 1000) + 1));
    if (this.$("count").textContent !== count) this.$("count").textContent = count;
  }

  draw() {
    if (this.plan.kind !== "breath" || !this.elapsed) return;
    const air = this.$("air");
    if (this.still?.checked) { air.setAttribute("r", "70"); return; }
    const paint = () => {
      if (!this.elapsed) return;
      if (this.elapsed.running) {
        air.setAttribute("r", (40 + 50 * fullness(this.phases, phaseAt(this.phases, this.elapsed.read()))).toFixed(1));
        if (this.elapsed.slept) this.pause(this.words.away);
      }
      this.frame = requestAnimationFrame(paint);
    };
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(paint);
  }

  /** The line that holds after so many ms, or the one the person has turned to. */
  guide(ms) {
    if (!this.own) {
      let end = 0;
      this.line = this.lines.findIndex(([seconds]) => ms < (end += seconds * 1000));
    }
    const name = `line ${this.line}`;
    if (name === this.shown) return;
    this.shown = name;
    this.say(this.lines[this.line][1]);
    if (this.$("vibration")?.checked && !document.hidden) navigator.vibrate?.(80);
  }

  /** Next or back, also before the time of a line is over. */
  turn(by) {
    const to = this.line + by;
    if (to >= this.lines.length) { this.end(this.words.done); return; }
    this.line = Math.max(0, to);
    if (!this.own) {
      this.elapsed.passed = this.lines.slice(0, this.line).reduce((sum, [seconds]) => sum + seconds * 1000, 0);
      if (this.elapsed.running) this.goOn();
    }
    this.shown = "";
    this.guide(this.elapsed.passed);
    this.along(this.elapsed.passed);
  }

  say(words) { this.$("say").textContent = words; }
}

for (const root of document.querySelectorAll("[data-exercise]")) new Exercise(root);
