// A confirmation leaves the corner after ten seconds, unless it is being read or holds the focus. It stays in the status line.

const SECONDS = 10;

function leaveWhenIdle(toast) {
  if (toast.matches(":hover, :focus-within")) {
    setTimeout(leaveWhenIdle, 2000, toast);
    return;
  }
  toast.remove();
}

export function startToast(page) {
  for (const toast of page.querySelectorAll("[data-maillage-toast]:not([data-counted])")) {
    toast.dataset.counted = "";
    setTimeout(leaveWhenIdle, SECONDS * 1000, toast);
  }
}
