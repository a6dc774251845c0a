/** The page that begins a post. */
import { keepDrafts } from "./drafts.js";

const form = document.querySelector("[data-write]");
if (form) {
  const drafts = keepDrafts(form, document.querySelector("[data-hints]"));
  form.addEventListener("submit", () => drafts.stop());
}
