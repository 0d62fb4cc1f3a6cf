// The map of territories without reloading: links, keys and the pointer move the view.

const WIDTH = 640;
const HEIGHT = 504;
const NEAREST = 8;
const KEYS = { "+": "nearer", "-": "farther", ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

function readView(plate) {
  const [left, top, width, height] = plate.getAttribute("viewBox").split(" ").map(Number);
  return { zoom: Number(plate.dataset.zoom), x: left + width / 2, y: top + height / 2 };
}

function between(value, least, most) {
  return Math.min(Math.max(value, least), most);
}

function showView(plate, asked) {
  const zoom = between(asked.zoom, 1, NEAREST);
  const width = WIDTH / zoom;
  const height = HEIGHT / zoom;
  const x = between(asked.x, width / 2, WIDTH - width / 2);
  const y = between(asked.y, height / 2, HEIGHT - height / 2);
  plate.setAttribute("viewBox", [x - width / 2, y - height / 2, width, height].join(" "));
  plate.dataset.zoom = zoom;
  const bar = plate.parentElement.querySelector(".t-scale-bar");
  if (bar) bar.toggleAttribute("hidden", zoom > 1);
}

function move(plate, way) {
  const view = readView(plate);
  const step = { x: WIDTH / view.zoom / 4, y: HEIGHT / view.zoom / 4 };
  if (way === "nearer") view.zoom *= 2;
  if (way === "farther") view.zoom /= 2;
  if (way === "left") view.x -= step.x;
  if (way === "right") view.x += step.x;
  if (way === "up") view.y -= step.y;
  if (way === "down") view.y += step.y;
  showView(plate, view);
}

function followPointer(figure, plate) {
  let from = null;
  plate.addEventListener("pointerdown", (event) => {
    if (readView(plate).zoom === 1) return;
    from = { x: event.clientX, y: event.clientY, view: readView(plate) };
    plate.setPointerCapture(event.pointerId);
    figure.toggleAttribute("data-dragging", true);
  });
  plate.addEventListener("pointermove", (event) => {
    if (!from) return;
    const unit = WIDTH / from.view.zoom / plate.clientWidth;
    const x = from.view.x - (event.clientX - from.x) * unit;
    const y = from.view.y - (event.clientY - from.y) * unit;
    showView(plate, { zoom: from.view.zoom, x, y });
  });
  for (const end of ["pointerup", "pointercancel"]) {
    plate.addEventListener(end, () => {
      from = null;
      figure.removeAttribute("data-dragging");
    });
  }
}

function startOne(figure) {
  const plate = figure.querySelector("[data-maillage-plate]");
  if (!plate) return;
  figure.addEventListener("click", (event) => {
    const link = event.target.closest("[data-maillage-move]");
    if (!link) return;
    event.preventDefault();
    move(plate, link.dataset.maillageMove);
  });
  figure.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    if (!way || !event.target.closest("[data-maillage-move]")) return;
    event.preventDefault();
    move(plate, way);
  });
  followPointer(figure, plate);
}

export function start(page) {
  for (const figure of page.querySelectorAll("[data-maillage-territory-map]")) startOne(figure);
}
