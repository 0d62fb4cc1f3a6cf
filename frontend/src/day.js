// A date is typed as one writes it, or chosen in the calendar of the browser, whose button stands beside the line.

const written = (iso) => iso.split("-").reverse().join("/");
const iso = (typed) => /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(typed)?.slice(1).reverse().join("-") ?? "";

/** The calendar of one line: a field without a name, which is never sent. */
function calendar(button, line) {
  const days = button.ownerDocument.createElement("input");
  days.type = "date";
  days.tabIndex = -1;
  days.setAttribute("aria-hidden", "true");
  button.after(days);
  button.addEventListener("click", () => {
    days.value = iso(line.value.trim());
    days.showPicker();
  });
  days.addEventListener("change", () => {
    line.value = written(days.value);
    line.dispatchEvent(new Event("input", { bubbles: true }));
    line.focus();
  });
}

export function start(page) {
  if (!page.createElement("input").showPicker) return;
  for (const button of page.querySelectorAll("[data-maillage-day][hidden]")) {
    calendar(button, page.getElementById(button.dataset.maillageDay));
    button.hidden = false;
  }
}
