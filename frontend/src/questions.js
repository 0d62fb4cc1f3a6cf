// A form of several questions shows one at a time; without script they stand one under the other.

export function start(page) {
  for (const form of page.querySelectorAll("[data-maillage-questions]")) oneAtATime(form);
}

function oneAtATime(form) {
  const groups = grouped(form.querySelector(".m-fields"));
  if (groups.length < 3) return;
  const actions = form.querySelector(".m-actions");
  const where = document.createElement("p");
  where.className = "m-question-where";
  where.setAttribute("role", "status");
  form.querySelector(".m-fields").before(where);
  const back = button("Question précédente");
  const next = button("Question suivante", true);
  actions.prepend(back, next);
  let now = Math.max(0, groups.findIndex((group) => group.some((one) => one.querySelector(".m-error"))));

  function show(focus) {
    groups.forEach((group, index) => group.forEach((one) => { one.hidden = index !== now; }));
    const isLast = now === groups.length - 1;
    where.textContent = isLast ? "Pour finir" : `Question ${now + 1} sur ${groups.length - 1}`;
    back.hidden = now === 0;
    next.hidden = isLast;
    for (const one of actions.children) if (one !== back && one !== next) one.hidden = !isLast;
    if (focus) groups[now][0].querySelector("input, textarea, select")?.focus();
  }

  back.addEventListener("click", () => { now -= 1; show(true); });
  next.addEventListener("click", () => { now += 1; show(true); });
  show(false);
}

/** Each set of choices with what follows it; who reads and who answers come last. */
function grouped(fields) {
  const groups = [];
  const last = [];
  for (const one of fields.children) {
    const name = one.querySelector("input:not([type=hidden]), textarea, select")?.name ?? "";
    if (/^(said|signatory|said_by|visibility)$/.test(name)) last.push(one);
    else if (one.matches("fieldset") || !groups.length) groups.push([one]);
    else groups.at(-1).push(one);
  }
  if (last.length) groups.push(last);
  return groups;
}

function button(words, isMain = false) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = isMain ? "m-button m-button-main" : "m-button m-button-quiet";
  made.textContent = words;
  return made;
}
