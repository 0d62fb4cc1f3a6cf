// The sentence that will be kept, written as one types: {name} is an answer, [what stands between] waits for its own.

const UNKNOWN = "…";

/** What is answered under this name, in words: the label of what is chosen, or what is typed. */
function answer(form, name) {
  const controls = [...form.elements].filter((control) => control.name === name);
  const words = controls.flatMap((control) => {
    if (control.matches("[type=checkbox], [type=radio]")) {
      return control.checked ? [control.closest("label")?.textContent.trim() ?? ""] : [];
    }
    if (control.matches("select")) return control.value ? [control.selectedOptions[0].textContent.trim()] : [];
    return [control.value.trim()];
  });
  const given = words.filter(Boolean);
  return given.length < 2 ? (given[0] ?? "") : `${given.slice(0, -1).join(", ")} et ${given.at(-1)}`;
}

const filled = (form, words) => words.replace(/\{(\w+)\}/g, (_all, name) => answer(form, name) || UNKNOWN);

function sentence(form, template) {
  const optional = /\[([^\]]*)\]/g;
  const kept = template.replace(optional, (_all, words) =>
    [...words.matchAll(/\{(\w+)\}/g)].every(([, name]) => answer(form, name)) ? words : "",
  );
  return filled(form, kept).replaceAll("….", "…").replace(/(?<=\. )\p{Ll}/gu, (letter) => letter.toUpperCase());
}

export function start(page) {
  for (const place of page.querySelectorAll("[data-maillage-read-back]")) {
    const form = place.parentElement.querySelector("form");
    const write = () => {
      const template = place.dataset.maillageReadBack;
      place.hidden = !answer(form, /\{(\w+)\}/.exec(template)[1]);
      place.lastElementChild.textContent = sentence(form, template);
    };
    form.addEventListener("input", write);
    write();
  }
}
