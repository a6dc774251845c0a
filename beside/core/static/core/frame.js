/** What every page runs. Each part works alone, and the page works without any of them. */
import { start as dialogs } from "./dialogs.js";
import { start as forms } from "./forms.js";
import { start as help } from "./help.js";
import { start as offline } from "./offline.js";
import { start as toasts } from "./toasts.js";

for (const start of [help, toasts, dialogs, forms, offline]) start();
// A stranger has nothing to keep for later, and need not wait for it.
if (document.querySelector("[data-signed-in]")) import("./later.js").then(({ start }) => start());
