// What was being written in this browser leaves it after a day, and when its author signs out.

const PREFIX = "maillage-draft:";
const A_DAY = 24 * 3600 * 1000;

export function startDrafts(page) {
  sweep();
  page.addEventListener("submit", (event) => {
    if (event.target.matches("[data-maillage-sign-out]")) sweep(() => true);
  });
}

/** Where the draft of this author at this place is kept. */
export function keyOf(author, place = "") {
  return `${PREFIX}${author}:${place}`;
}

/** Removes the drafts that are a day old, and those of which `gone` says so. */
export function sweep(gone = () => false) {
  for (const key of keptKeys()) {
    const kept = read(key);
    if (!kept || Date.now() - kept.at > A_DAY || gone(key)) remove(key);
  }
}

export function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/** Keeps the draft; a browser that keeps nothing works without. */
export function write(key, kept) {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    return;
  }
}

export function remove(key) {
  localStorage.removeItem(key);
}

function keptKeys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}
