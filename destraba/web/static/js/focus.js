// Carry a problem to a place in focus, or back to the list, with the mouse or a finger. Where it
// is dropped, its form asks why; whoever does not drag has the same form behind each button.

document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest("[data-grip]");
  if (grip && event.button === 0) carry(grip, event);
});

function carry(grip, event) {
  event.preventDefault();
  const item = grip.closest("[data-problem]");
  const from = { x: event.clientX, y: event.clientY };
  let over = null;
  let shift = null;
  grip.setPointerCapture(event.pointerId);

  const move = ({ clientX, clientY }) => {
    item.classList.add("carried");
    shift?.cancel();
    shift = item.animate({ translate: `${clientX - from.x}px ${clientY - from.y}px` }, { duration: 1, fill: "forwards" });
    const target = below(item, clientX, clientY);
    if (target === over) return;
    over?.classList.remove("over");
    target?.classList.add("over");
    over = target;
  };
  const drop = () => {
    grip.removeEventListener("pointermove", move);
    item.classList.remove("carried");
    shift?.cancel();
    over?.classList.remove("over");
    if (over) location.assign(address(item, over));
  };
  const cancel = () => {
    over?.classList.remove("over");
    over = null;
  };
  grip.addEventListener("pointermove", move);
  grip.addEventListener("pointercancel", cancel, { once: true });
  grip.addEventListener("lostpointercapture", drop, { once: true });
}

// A place for what waits; the list for what is in focus.
function below(item, x, y) {
  const found = document.elementFromPoint(x, y)?.closest(item.dataset.enter ? "[data-place]" : "[data-list]");
  return found ?? null;
}

function address(item, place) {
  if (!item.dataset.enter) return item.dataset.leave;
  const other = place.dataset.problem;
  return other ? `${item.dataset.enter}?en-lugar-de=${other}` : item.dataset.enter;
}
