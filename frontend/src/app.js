// What every page does once loaded. Each behaviour finds its own elements by data-maillage-*; the forms load theirs on demand.
import "./htmx.js";
import { startErrors } from "./errors.js";
import { startOutline } from "./outline.js";
import { startSend } from "./send.js";
import { startShortcuts } from "./shortcuts.js";
import { startToast } from "./toast.js";

/** Behaviours that few pages need: the selector that calls them, and where they are. */
const onDemand = [
  ["[data-maillage-leaves]", () => import("./leaves.js")],
  ["[data-maillage-register]", () => import("./register.js")],
  ["[data-maillage-matrix]", () => import("./matrix.js")],
  ["[data-maillage-territory-map]", () => import("./territory_map.js")],
  ["[data-maillage-copy]", () => import("./copy.js")],
  ["[data-maillage-notes]", () => import("./notes.js")],
  ["[data-maillage-passkey]", () => import("./passkey.js")],
];

startShortcuts(document);
startOutline(document);
startErrors(document);
startToast(document);
startSend(document);

for (const [selector, load] of onDemand) {
  if (document.querySelector(selector)) load().then((behaviour) => behaviour.start(document));
}

document.addEventListener("htmx:afterSwap", (event) => {
  startErrors(event.target);
  startToast(document);
});
