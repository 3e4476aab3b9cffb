// Put an ordered list in another order: by dragging its grip (mouse or finger) or with its
// buttons «subir» and «bajar», which are plain submit buttons where scripts do not run.

const saying = document.createElement("p");
saying.className = "visually-hidden";
saying.setAttribute("aria-live", "polite");

function start(list) {
  const form = document.getElementById(list.dataset.sortable);
  list.kept = [...list.children];
  list.after(saying);

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    const item = button.closest("li[data-id]");
    step(item, button.dataset.move);
    settle(list);
    const same = item.querySelector(`[data-move="${button.dataset.move}"]`);
    (same.disabled ? item.querySelector("[data-move]:not(:disabled)") : same)?.focus();
    say(list, item);
    save(list, form);
  });

  list.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (grip && event.button === 0) drag(list, form, grip, event);
  });
}

function step(item, way) {
  if (way === "up") item.previousElementSibling?.before(item);
  else item.nextElementSibling?.after(item);
}

function drag(list, form, grip, event) {
  event.preventDefault();
  const item = grip.closest("li[data-id]");
  const before = order(list).join();
  grip.setPointerCapture(event.pointerId);
  item.classList.add("dragging");
  const move = ({ clientY }) => {
    for (const other of [...list.children]) {
      if (other === item) continue;
      const { top, height } = other.getBoundingClientRect();
      const isAbove = item.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING;
      // The others move around it: a captured pointer is lost when its own element moves.
      if (isAbove && clientY < top + height / 2) item.after(other);
      else if (!isAbove && clientY > top + height / 2) item.before(other);
    }
  };
  const drop = () => {
    grip.removeEventListener("pointermove", move);
    item.classList.remove("dragging");
    settle(list);
    if (order(list).join() === before) return;
    say(list, item);
    save(list, form);
  };
  grip.addEventListener("pointermove", move);
  grip.addEventListener("lostpointercapture", drop, { once: true });
}

function order(list) {
  return [...list.children].map((item) => item.dataset.id);
}

// The first cannot go up, the last cannot go down.
function settle(list) {
  for (const item of list.children) {
    item.querySelector('[data-move="up"]').disabled = item === list.firstElementChild;
    item.querySelector('[data-move="down"]').disabled = item === list.lastElementChild;
  }
}

function say(list, item) {
  const place = [...list.children].indexOf(item) + 1;
  saying.textContent = list.dataset.said
    .replace("{name}", item.dataset.name)
    .replace("{place}", place)
    .replace("{all}", list.children.length);
}

async function save(list, form) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  for (const id of order(list)) body.append("order", id);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.ok && !answer.redirected) {
    list.kept = [...list.children];
    list.dispatchEvent(new CustomEvent("sorted", { bubbles: true }));
    return;
  }
  list.append(...list.kept);
  settle(list);
  saying.textContent = list.dataset.failed;
  document.dispatchEvent(new CustomEvent("toast", { detail: { text: list.dataset.failed, tone: "error" } }));
}

for (const list of document.querySelectorAll("[data-sortable]")) start(list);
