// Notices: announced politely; the plain good ones leave by themselves, unless somebody reads them.

const SHOWN_FOR = 7000;
const region = document.querySelector("[data-toasts]");

export function startToasts() {
  // Put in again after loading, so that screen readers hear them.
  const told = [...region.querySelectorAll(".toast")];
  region.replaceChildren();
  setTimeout(() => told.forEach(show), 150);
}

// What is so only until something happens leaves when it does: `until` is its name.
export function toast(text, tone = "success", until = "") {
  const box = document.createElement("div");
  const words = document.createElement("p");
  box.className = `toast ${{ ok: "success", warn: "warning" }[tone] || tone}`;
  words.textContent = text;
  box.append(words);
  if (!box.matches(".success")) box.dataset.stay = "";
  if (until) addEventListener(until, () => box.remove(), { once: true });
  // The same trouble again is told once.
  const same = [...region.children].find((told) => "stay" in told.dataset && told.firstElementChild.textContent === text);
  same?.remove();
  show(box);
}

function show(box) {
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button small quiet icon-only";
  close.setAttribute("aria-label", region.dataset.closeLabel);
  close.textContent = "✕";
  close.addEventListener("click", () => box.remove());
  box.append(close);
  region.append(box);
  if (!("stay" in box.dataset)) leaveLater(box);
}

function leaveLater(box) {
  let timer;
  const start = () => (timer = setTimeout(() => box.remove(), SHOWN_FOR));
  const stop = () => clearTimeout(timer);
  for (const event of ["mouseenter", "focusin"]) box.addEventListener(event, stop);
  for (const event of ["mouseleave", "focusout"]) box.addEventListener(event, start);
  start();
}
