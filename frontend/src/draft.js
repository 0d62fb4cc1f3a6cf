// What is being written is kept in this browser until it is saved, for its author alone.
import { keyOf, read, remove, sweep, write } from "./drafts.js";

export function start(page) {
  const saved = page.querySelector("[data-maillage-draft-saved]");
  if (saved) remove(keyOf(saved.dataset.maillageDraftSaved, saved.dataset.place));
  const form = page.querySelector("form[data-maillage-draft]");
  if (form) keep(form);
}

function keep(form) {
  const author = keyOf(form.dataset.maillageDraft);
  const key = keyOf(form.dataset.maillageDraft, form.dataset.place);
  const said = form.querySelector("[data-maillage-draft-said]");
  const drop = form.querySelector("[data-maillage-draft-drop]");
  sweep((other) => !other.startsWith(author));
  restore(form, read(key), said, drop);
  form.addEventListener("input", () => {
    const fields = fieldsOf(form);
    const isEmpty = nothingTyped(form);
    if (isEmpty) remove(key);
    else write(key, { at: Date.now(), fields });
    drop.hidden = isEmpty;
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    say(said, form.dataset.offline);
  });
  drop.addEventListener("click", () => {
    remove(key);
    for (const text of form.querySelectorAll("textarea")) text.value = "";
    for (const choice of choicesOf(form)) choice.value = choice.dataset.maillageKept;
    drop.hidden = said.hidden = true;
  });
}

/** Puts back what was kept, unless the page already shows what was typed. */
function restore(form, kept, said, drop) {
  if (!kept || !nothingTyped(form)) return;
  for (const [name, value] of Object.entries(kept.fields)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  const moment = new Date(kept.at).toLocaleString("fr-FR", { dateStyle: "long", timeStyle: "short" });
  say(said, `${form.dataset.restored} ${moment}.`);
  drop.hidden = false;
}

function nothingTyped(form) {
  const texts = [...form.querySelectorAll("textarea")];
  const asTheyWere = choicesOf(form).every((choice) => choice.value === choice.dataset.maillageKept);
  return asTheyWere && texts.every((text) => !text.value.trim());
}

/** The choices that count as typed once they differ from what was known. */
function choicesOf(form) {
  return [...form.querySelectorAll("select[data-maillage-kept]")];
}

function say(place, sentence) {
  place.textContent = sentence;
  place.hidden = false;
}

function fieldsOf(form) {
  return Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
}
