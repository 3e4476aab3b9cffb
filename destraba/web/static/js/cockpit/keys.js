// Few keys, none of which types a letter or belongs to a browser or to a screen reader.

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  const way = { PageDown: 1, PageUp: -1 }[event.key];
  if (way && event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    if (turn(way)) event.preventDefault();
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    if (goOn()) event.preventDefault();
  }
});

function turn(way) {
  const points = [...document.querySelectorAll(".point-link")];
  const at = points.findIndex((point) => point.hasAttribute("aria-current"));
  points[at + way]?.click();
  return points.length > 0;
}

// From anywhere to the line of the commitment; from it, to what was said.
function goOn() {
  const line = document.getElementById("line");
  const next = document.activeElement === line ? document.querySelector("#notes textarea") : line;
  next?.focus();
  return Boolean(next);
}
