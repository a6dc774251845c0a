/** The list of a space: says that something new was written, and leaves it to the reader when to look. */
import { send, subscribe } from "../core/live.js";

const list = document.querySelector("[data-space]");
const line = document.querySelector("[data-more-posts]");
if (list && line) {
  const follow = () => send({ do: "follow_space", space: list.dataset.space }).catch(() => {});
  subscribe("connection", ({ state }) => state === "open" && follow());
  subscribe("post", ({ space }) => { if (space === list.dataset.space) line.hidden = false; });
  follow();
}
