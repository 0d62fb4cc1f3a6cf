// On a phone the mission map is an outline: branches where nothing calls for attention start closed.

export function startOutline(page) {
  if (!matchMedia("(max-width: 62rem)").matches) return;
  for (const branch of page.querySelectorAll("details[data-maillage-branch]")) {
    branch.open = branch.querySelector('[data-state="aged"], [aria-current]') !== null;
  }
}
