// The drawing of causes: one stands on a cause, walks by arrows, opens it, and asks why.

const board = () => document.getElementById("causes");
const panel = () => document.getElementById("panel");
const drawing = () => board().querySelector("[role=tree]");
const chosen = () => drawing().querySelector("[aria-selected=true]");
const root = () => document.getElementById("c0");
const parentOf = (item) => document.getElementById(item.dataset.parent);
const childrenOf = (item) =>
  [...drawing().querySelectorAll(`[data-parent="${item.id}"]`)].sort((one, other) => place(one) - place(other));
const place = (item) => Number(item.getAttribute("aria-posinset"));

// All of them, each before its own.
const items = (from = root()) => [from, ...childrenOf(from).flatMap((each) => items(each))];

// In the fishbone what explains is drawn to the left of what it explains.
const isFishbone = () => Boolean(drawing().querySelector(".fish"));
const inward = () => (isFishbone() ? "ArrowLeft" : "ArrowRight");
const outward = () => (isFishbone() ? "ArrowRight" : "ArrowLeft");

const STEPS = {
  ArrowDown: (item) => beside(item, 1),
  ArrowUp: (item) => beside(item, -1),
  Home: () => items()[0],
  End: () => items().at(-1),
};

// The next of its siblings; after the last one, whatever comes next.
function beside(item, way) {
  const all = items();
  const siblings = all.filter((each) => each.dataset.parent === item.dataset.parent);
  return siblings[siblings.indexOf(item) + way] ?? all[all.indexOf(item) + way];
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const item = event.target.closest("[role=treeitem]");
  if (item) walk(event, item);
  else if (event.key === "Escape" && panel().contains(event.target)) stand(chosen());
});

function walk(event, item) {
  const { key } = event;
  const mayAsk = drawing().hasAttribute("data-may-run");
  if (key === inward() || key === outward()) stand(key === inward() ? childrenOf(item)[0] : parentOf(item));
  else if (STEPS[key]) stand(STEPS[key](item));
  else if (key === " ") open(item, "h2");
  else if (key === "n" && mayAsk) open(item, "#id_text");
  else if (key === "h" && mayAsk) open(parentOf(item) ?? item, "#id_text");
  else return;
  event.preventDefault();
}

function stand(item) {
  if (!item) return;
  for (const each of items()) each.tabIndex = each === item ? 0 : -1;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function choose(item) {
  for (const each of items()) each.setAttribute("aria-selected", String(each === item));
  for (const each of items()) each.tabIndex = each === item ? 0 : -1;
}

async function open(item, then) {
  choose(item);
  await load(item.getAttribute("href"), then);
}

async function load(address, then) {
  await htmx.ajax("GET", address, { target: "#panel" });
  (panel().querySelector(then) ?? panel().querySelector("h2"))?.focus();
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const item = event.target.closest("[role=treeitem]");
  const link = event.target.closest("a[data-panel]");
  if (!item && !link) return;
  event.preventDefault();
  if (item) return open(item, "h2");
  const named = new URL(link.href).pathname.match(/causas\/(\d+)\//)?.[1];
  const drawn = named && document.getElementById(`c${named}`);
  if (drawn) {
    choose(drawn);
    drawn.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  load(link.href, "input:not([type=hidden]), textarea, select");
});

// A board that comes anew stays where it was looked at, and whoever was there goes on from there.
let before = null;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "causes") return;
  const { scrollLeft, scrollTop } = drawing();
  before = { scrollLeft, scrollTop, pressed: document.activeElement?.closest(".outline button")?.value };
});
document.addEventListener("htmx:afterSettle", () => {
  if (!before) return;
  const { scrollLeft, scrollTop, pressed } = before;
  before = null;
  drawing().scrollLeft = scrollLeft;
  drawing().scrollTop = scrollTop;
  const again = pressed && board().querySelector(`button[value="${pressed}"]`);
  if (again) (again.disabled ? again.parentElement.querySelector("button:enabled") : again)?.focus();
  else stand(chosen());
});

// At first the chosen one is in sight; of a fishbone, the head and the spine, where all bones lead.
function reveal(item, share) {
  const [box, here] = [drawing().getBoundingClientRect(), item.getBoundingClientRect()];
  drawing().scrollTop += here.top - box.top - (box.height - here.height) * share;
  drawing().scrollLeft += here.left - box.left - (box.width - here.width) * share;
}

if (chosen() !== root()) reveal(chosen(), 0.5);
else if (isFishbone()) {
  drawing().scrollTop += root().getBoundingClientRect().top - drawing().getBoundingClientRect().top - drawing().clientHeight / 2.5;
  drawing().scrollLeft = drawing().scrollWidth;
}
