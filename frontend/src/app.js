// What every page does once loaded. Each behaviour finds its own elements by data-maillage-*.
// All are in this one file: a page that has loaded listens, and the first key pressed is heard.
import "./htmx.js";
import * as choices from "./choices.js";
import * as copy from "./copy.js";
import * as day from "./day.js";
import * as draft from "./draft.js";
import { startDrafts } from "./drafts.js";
import { startErrors } from "./errors.js";
import * as files from "./files.js";
import * as leaves from "./leaves.js";
import * as matrix from "./matrix.js";
import * as notes from "./notes.js";
import { startOutline } from "./outline.js";
import * as passkey from "./passkey.js";
import * as print from "./print.js";
import * as proposals from "./proposals.js";
import * as questions from "./questions.js";
import * as readBack from "./read_back.js";
import * as register from "./register.js";
import { startSend } from "./send.js";
import { startShortcuts } from "./shortcuts.js";
import * as slider from "./slider.js";
import * as territoryMap from "./territory_map.js";
import { startSaid } from "./said.js";

/** Behaviours that few pages need, and the selector that calls them. */
const called = [
  ["[data-maillage-leaves]", leaves],
  ["[data-maillage-register]", register],
  ["[data-maillage-matrix]", matrix],
  ["[data-maillage-territory-map]", territoryMap],
  ["#m-proposals", proposals],
  ["[data-maillage-slider]", slider],
  ["[data-maillage-copy]", copy],
  ["[data-maillage-choices]", choices],
  ["[data-maillage-questions]", questions],
  ["[data-maillage-print]", print],
  ["[data-maillage-day]", day],
  ["[data-maillage-file]", files],
  ["[data-maillage-read-back]", readBack],
  ["[data-maillage-notes]", notes],
  ["[data-maillage-passkey]", passkey],
  ["[data-maillage-draft], [data-maillage-draft-saved]", draft],
];

startShortcuts(document);
startOutline(document);
startErrors(document);
startSaid(document);
startSend(document);
startDrafts(document);

for (const [selector, behaviour] of called) {
  if (document.querySelector(selector)) behaviour.start(document);
}

document.addEventListener("htmx:afterSwap", (event) => {
  startErrors(event.target);
  startSaid(document);
  day.start(document);
});
