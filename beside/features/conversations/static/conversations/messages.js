/** The list of messages: what is told about them is put in its place, the newest state of each, once. */
import { day, exactly, excerpt, fill, say, shape, when } from "./words.js";

const numberOf = (item) => Number(item.id.slice(1));

export class Messages {
  #ahead = new Set(); // changes heard of while an earlier one is still missing

  constructor(root) {
    Object.assign(this, { root, list: root.querySelector("[data-list]"), ref: root.dataset.talk });
    this.me = root.dataset.me;
    this.other = root.dataset.other;
    this.change = Number(root.dataset.change);
    this.seen = Number(root.dataset.seen);
    this.first = Number(root.dataset.first);
    this.last = Number(root.dataset.last);
    this.atEnd = !root.dataset.later;
    this.names = new Map([[this.me, say("you")], [this.other, root.dataset.name]]);
  }

  item(number) { return this.list.querySelector(`#m${number}`); }
  name(ref) { return this.names.get(ref) || say("left"); }

  /** Everything up to `change` is known. */
  upTo(change) {
    this.change = Math.max(this.change, change);
    for (const one of [...this.#ahead]) if (one <= this.change) this.#ahead.delete(one);
  }

  /** One change was heard of; those before it may still be on their way. */
  heard(change) {
    if (change > this.change) this.#ahead.add(change);
    while (this.#ahead.delete(this.change + 1)) this.change += 1;
  }

  /** Shows a message as it now is. Returns true when it is new here. */
  put(event) {
    const { number } = event;
    if (event.author === this.me && event.client_id) this.list.querySelector(`[data-client="${CSS.escape(event.client_id)}"]`)?.remove();
    const here = this.item(number);
    if (here) {
      if (Number(here.dataset.change) < event.change) this.#replace(here, this.draw(event));
      this.states();
      return false;
    }
    if (number < this.first && this.first) return false;
    if (number > this.last && !this.atEnd) { this.showLater(); return false; }
    this.#place(this.draw(event), number, new Date(event.at));
    this.states();
    return true;
  }

  #replace(old, fresh) {
    const open = old.querySelector(".acts, .editing");
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    if (open) fresh.querySelector(".body").append(open);
    old.replaceWith(fresh);
    if (open && focused && open.contains(focused)) focused.focus();
    else if (focused) (fresh.querySelector(".more") ?? document.querySelector("[data-text]"))?.focus();
  }

  #place(item, number, moment) {
    this.root.querySelector("[data-empty]")?.remove();
    const after = [...this.list.querySelectorAll(".msg[id]")].find((one) => numberOf(one) > number);
    if (after) { after.before(item); return; }
    const days = this.list.querySelectorAll("[data-day]");
    const words = day(moment);
    const waiting = this.list.querySelector(".waiting");
    const put = (element) => (waiting ? waiting.before(element) : this.list.append(element));
    if (days[days.length - 1]?.textContent !== words) {
      const line = document.createElement("li");
      line.className = "day";
      line.dataset.day = "";
      line.textContent = words;
      put(line);
    }
    put(item);
    this.first ||= number;
    this.last = Math.max(this.last, number);
  }

  draw(event) {
    const item = shape("shape-message");
    const part = (name) => item.querySelector(`.${name}`);
    const mine = event.author === this.me;
    if (event.number) { item.id = `m${event.number}`; item.dataset.change = event.change; }
    item.classList.toggle("mine", mine);
    item.querySelector(".avatar use").setAttribute("href", mine ? "#face-mine" : "#face-other");
    part("who").textContent = this.name(event.author);
    const readable = typeof event.text === "string";
    if (readable) fill(part("text"), event.text);
    else {
      part("text").classList.add("away");
      const why = event.taken_back ? (mine ? "back_mine" : "back_other") : event.hidden ? "hidden" : event.gone ? "gone" : "unreadable";
      part("text").textContent = say(why);
    }
    this.#quote(part("quoted"), event.reply_to);
    const time = item.querySelector("time");
    const moment = new Date(event.at);
    time.dateTime = event.at;
    time.title = exactly(moment);
    time.textContent = when(moment);
    if (!event.edited || event.taken_back) part("edited").remove();
    if (readable && event.number) part("more").href = `/talk/${this.ref}/${event.number}`;
    else part("more").remove();
    this.#reactions(item, readable ? event.reactions ?? {} : {});
    part("state").remove();
    return item;
  }

  #quote(link, number) {
    if (!number) { link.remove(); return; }
    const quoted = this.item(number);
    link.href = `/talk/${this.ref}?at=${number}#m${number}`;
    if (!quoted) { link.textContent = say("earlier"); return; }
    const name = document.createElement("b");
    name.textContent = quoted.querySelector(".who").textContent;
    link.append(name, ` ${excerpt(quoted.querySelector(".text").textContent)}`);
  }

  #reactions(item, reactions) {
    const line = item.querySelector(".reacts");
    const said = Object.entries(reactions).filter(([, who]) => who.length);
    item.dataset.mine = said.filter(([, who]) => who.includes(this.me)).map(([kind]) => kind).join(" ");
    if (!said.length) { line.remove(); return; }
    const words = said.map(([kind, who]) => {
      const names = who.toSorted((a, b) => (b === this.me) - (a === this.me)).map((ref) => this.name(ref));
      return `${names.join(say("and"))}: ${say(`kind_${kind}`)}`;
    });
    const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    icon.setAttribute("class", "i");
    icon.setAttribute("aria-hidden", "true");
    icon.append(document.createElementNS("http://www.w3.org/2000/svg", "use"));
    icon.firstChild.setAttribute("href", "#i-react");
    line.append(icon, words.join(" · "));
  }

  /** "Sent" or "Seen", under the last of one's own words and nowhere else. */
  states() {
    for (const old of this.list.querySelectorAll(".msg[id] .state")) old.remove();
    const mine = [...this.list.querySelectorAll(".msg.mine[id]")].at(-1);
    if (!mine || !mine.querySelector(".more")) return;
    const line = document.createElement("p");
    line.className = "state";
    line.textContent = say(numberOf(mine) <= this.seen ? "seen" : "sent");
    mine.querySelector(".body").append(line);
  }

  read(person, number) {
    if (person !== this.other || number <= this.seen) return;
    this.seen = number;
    this.states();
  }

  /** A message on its way. */
  waiting(item) {
    const shown = this.draw({ author: this.me, text: item.text, at: item.at, reply_to: item.reply_to });
    shown.classList.add("waiting");
    shown.dataset.client = item.client_id;
    const line = document.createElement("div");
    line.className = "state";
    line.setAttribute("role", "status");
    shown.querySelector(".body").append(line);
    this.root.querySelector("[data-empty]")?.remove();
    this.list.append(shown);
    return shown;
  }

  showLater() {
    const link = this.root.querySelector("[data-later-link]");
    link.hidden = false;
  }

  /** Takes in messages of another page of this conversation, earlier ("before") or later ("after"), or the newest. */
  take(page, where) {
    const other = page.querySelector("[data-talk]");
    if (!other) return false;
    other.querySelector("#new")?.remove();
    const items = [...other.querySelector("[data-list]").children];
    if (where === "newest") {
      for (const item of items.filter((one) => one.id)) this.#adopt(item);
      this.upTo(Number(other.dataset.change));
      this.read(this.other, Number(other.dataset.seen));
    } else if (where === "before") this.#before(items, other);
    else this.#after(items, other);
    this.states();
    return true;
  }

  #adopt(item) {
    const here = this.item(numberOf(item));
    if (here) {
      if (Number(here.dataset.change) < Number(item.dataset.change)) this.#replace(here, item);
    } else if (this.atEnd && numberOf(item) > this.last) {
      this.#place(item, numberOf(item), new Date(item.querySelector("time").dateTime));
    }
  }

  #before(items, other) {
    const top = this.list.querySelector("[data-day]");
    const lastDay = items.filter((one) => one.matches("[data-day]")).at(-1);
    if (top && lastDay?.textContent === top.textContent) top.remove();
    this.list.prepend(...items);
    this.first = Number(other.dataset.first) || this.first;
    this.#link("[data-earlier-link]", other);
  }

  #after(items, other) {
    const days = [...this.list.querySelectorAll("[data-day]")];
    if (items[0]?.textContent === days.at(-1)?.textContent) items.shift();
    const fresh = items.filter((one) => !one.id || !this.item(numberOf(one)));
    const waiting = this.list.querySelector(".waiting");
    if (waiting) waiting.before(...fresh);
    else this.list.append(...fresh);
    this.last = Math.max(this.last, Number(other.dataset.last));
    this.atEnd = !other.dataset.later;
    this.#link("[data-later-link]", other);
  }

  #link(which, other) {
    const mine = this.root.querySelector(which);
    const theirs = other.querySelector(which);
    mine.href = theirs.getAttribute("href");
    mine.hidden = theirs.hidden;
  }

  /** Minutes pass. */
  tick() {
    for (const time of this.list.querySelectorAll("time")) {
      const moment = new Date(time.dateTime);
      if (Date.now() - moment.getTime() < 3_720_000) time.textContent = when(moment);
    }
  }
}
