// A file is chosen in our words: the name of what is chosen stands where the browser writes its own.

export function start(page) {
  for (const line of page.querySelectorAll("[data-maillage-file]")) {
    const [input, name] = [line.querySelector("input"), line.lastElementChild];
    const none = name.textContent;
    const say = () => {
      name.textContent = [...input.files].map((file) => file.name).join(", ") || none;
    };
    input.addEventListener("change", say);
    line.dataset.maillageFile = "ours";
    name.hidden = false;
    say();
  }
}
