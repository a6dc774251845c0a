/** What every page runs. Each part works alone, and the page works without any of them. */
import { start as dialogs } from "./dialogs.js";
import { start as forms } from "./forms.js";
import { start as help } from "./help.js";
import { start as later } from "./later.js";
import { start as offline } from "./offline.js";
import { start as toasts } from "./toasts.js";

for (const start of [help, toasts, dialogs, forms, later, offline]) start();
