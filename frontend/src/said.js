// What has just been done stays in view for ten seconds, longer while it is read or holds the focus; then it goes up with the page.

const SECONDS = 10;

function restWhenIdle(said) {
  if (said.matches(":hover, :focus-within")) {
    setTimeout(restWhenIdle, 2000, said);
    return;
  }
  said.classList.remove("m-said-fresh");
}

export function startSaid(page) {
  for (const said of page.querySelectorAll("[data-maillage-fresh]:not([data-counted])")) {
    said.dataset.counted = "";
    said.classList.add("m-said-fresh");
    setTimeout(restWhenIdle, SECONDS * 1000, said);
  }
}
