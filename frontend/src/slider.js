// A number that has limits may also be slid; the number stays what is sent, the slider follows it.

export function start(page) {
  addSliders(page);
  page.addEventListener("htmx:afterSettle", () => addSliders(page));
}

function addSliders(page) {
  for (const typed of page.querySelectorAll("[data-maillage-slider]")) {
    if (typed.nextElementSibling?.type === "range") continue;
    const slider = document.createElement("input");
    [slider.type, slider.id, slider.className] = ["range", `${typed.id}_curseur`, "m-slider"];
    [slider.min, slider.max] = [typed.min, typed.max];
    slider.value = typed.value || typed.dataset.maillageSlider;
    slider.setAttribute("aria-label", typed.labels[0]?.textContent.trim() ?? "");
    typed.after(slider);
    slider.addEventListener("input", () => (typed.value = slider.value));
    typed.addEventListener("input", () => (slider.value = typed.value || typed.dataset.maillageSlider));
  }
}
