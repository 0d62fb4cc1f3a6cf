// After a refused form, the summary of what to correct takes the focus, so that it is read first.

export function startErrors(part) {
  part.querySelector("[data-maillage-errors]")?.focus();
}
