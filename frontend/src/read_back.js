// The sentence that will be kept, written as one types: {name} is an answer, [what stands between] waits for its own.

const UNKNOWN = "…";
const NAMED = /\{(?:(\w+):)?(\w+)\}/g;
const DAY = new Intl.DateTimeFormat("fr", { day: "numeric", month: "long", year: "numeric" });
const WEEKDAY = new Intl.DateTimeFormat("fr", { weekday: "long" });

/** A sum typed in figures, as one reads it; anything else stays as it is. */
function inEuros(typed) {
  const figures = typed.replace(/[\s€]/g, "").replace(",", ".");
  if (!/^\d+(\.\d{1,2})?$/.test(figures)) return typed;
  const digits = figures.includes(".") ? 2 : 0;
  return `${Number(figures).toLocaleString("fr", { minimumFractionDigits: digits })}\u00a0€`;
}

/** A day typed in figures, as one says it; anything else stays as it is. */
function inWords(typed, form) {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(typed) ?? [];
  if (year) {
    const date = new Date(year, month - 1, day);
    const words = DAY.format(date).replace(/^1 /, "1er ").replace(" ", "\u00a0");
    return form === "jour" ? `${WEEKDAY.format(date)} ${words}` : words;
  }
  return typed.replace(/^(\d{1,2})[:h](\d{2})$/, (_all, hour, minutes) =>
    `${Number(hour)}\u00a0h${minutes === "00" ? "" : `\u00a0${minutes}`}`,
  );
}

/** A body with its article, or "of" it: the words come from the page. */
function asBody(name, form, articles) {
  const whole = (articles[name.split(" ")[0].toLowerCase()] ?? "") + name;
  if (form === "le") return whole;
  return (/^[aeiouyàâéèêëîïôûù]/i.test(whole) ? `d’${whole}` : `de ${whole}`).replace(/^de le /, "du ");
}

/** What is answered under this name: the labels of what is chosen, or what is typed. */
function answers(form, name) {
  const controls = [...form.elements].filter((control) => control.name === name);
  const words = controls.flatMap((control) => {
    if (control.matches("[type=checkbox], [type=radio]")) {
      return control.checked ? [control.dataset.name ?? control.closest("label")?.textContent.trim() ?? ""] : [];
    }
    if (control.matches("select")) return control.value ? [control.selectedOptions[0].dataset.name ?? control.selectedOptions[0].textContent.trim()] : [];
    return [control.value.trim()];
  });
  return words.map((word) => word.replaceAll("\u00ad", "").replace(/\.$/, "")).filter(Boolean);
}

function answer(form, name, said, articles) {
  const worded = answers(form, name).map((word) =>
    said === "euros" ? inEuros(word) : said === "le" || said === "de" ? asBody(word, said, articles) : inWords(word, said),
  );
  return worded.length < 2 ? (worded[0] ?? "") : `${worded.slice(0, -1).join(", ")} et ${worded.at(-1)}`;
}

function sentence(form, template, articles) {
  const kept = template.replace(/\[([^\]]*)\]/g, (_all, words) =>
    [...words.matchAll(NAMED)].every(([, , name]) => answers(form, name).length) ? words : "",
  );
  return kept
    .replace(NAMED, (_all, said, name) => answer(form, name, said, articles) || UNKNOWN)
    .replace(/([?!.…])\.+/g, "$1")
    .replace(/ (?=[;:?!»])|(?<=«) /g, "\u00a0")
    .replace(/(?:^|(?<=[.?!]\s))\p{Ll}/gu, (letter) => letter.toUpperCase());
}

/** The sentence on the page, its first of a month raised. */
function show(line, words) {
  const pieces = words.split(/\b1er\b/);
  line.replaceChildren(
    ...pieces.flatMap((piece, index) => {
      if (index === 0) return [piece];
      const raised = document.createElement("sup");
      raised.textContent = "er";
      return ["1", raised, piece];
    }),
  );
}

export function start(page) {
  for (const place of page.querySelectorAll("[data-maillage-read-back]")) {
    const form = place.closest("form");
    const articles = JSON.parse(place.dataset.maillageArticles);
    const template = place.dataset.maillageReadBack;
    const [, , first] = new RegExp(NAMED.source).exec(template);
    const write = () => {
      place.hidden = !answers(form, first).length;
      show(place.lastElementChild, sentence(form, template, articles));
    };
    form.addEventListener("input", write);
    write();
  }
}
