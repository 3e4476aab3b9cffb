// What every page gains when scripts run; each page works without it.

import { confirmed } from "./dialogs.js";
import { startToasts, toast } from "./toasts.js";

// Ctrl K (⌘ K) or «/» goes to the search box, or to its page where the box is hidden.
document.addEventListener("keydown", (event) => {
  const asked = (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !isWriting(event.target));
  if (!asked || event.altKey || document.querySelector("dialog[open]")) return;
  const box = document.querySelector("[data-search]");
  if (!box) return;
  event.preventDefault();
  if (box.offsetParent) box.select();
  else document.querySelector(".find-link")?.click();
});

function isWriting(element) {
  return element.isContentEditable || element.matches("input, textarea, select");
}

// Menus and sources close when one looks elsewhere.
const OPEN = "details.menu[open], details.source[open]";
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll(OPEN)) if (!open.contains(event.target)) open.open = false;
});
document.addEventListener("focusin", (event) => {
  for (const open of document.querySelectorAll(OPEN)) if (!open.contains(event.target)) open.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll(OPEN)) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

// A link that has its dialog on the page opens it here; its own page serves otherwise.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    dialog.showModal();
  } else if (event.target.closest("[data-close]")) {
    event.target.closest("dialog")?.close();
  } else if (event.target.nodeName === "DIALOG" && isOutside(event)) {
    event.target.close();
  }
});

function isOutside({ target, clientX: x, clientY: y }) {
  const box = target.getBoundingClientRect();
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}

// A form that comes back with errors may come inside its dialog, already open.
for (const dialog of document.querySelectorAll("dialog[open]")) {
  dialog.close();
  dialog.showModal();
}

const asked = new WeakSet();
document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    const question = event.submitter?.dataset.confirm || form.dataset.confirm;
    if (!question || asked.delete(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await confirmed(question))) return;
    asked.add(form);
    form.requestSubmit(event.submitter);
  },
  true,
);

// A second click while the form is on its way is the same click.
const leaving = new WeakMap();
document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || form.method !== "post") return;
  if (leaving.has(form) && leaving.get(form) === submitter) {
    event.preventDefault();
    return;
  }
  leaving.set(form, submitter);
  setTimeout(() => leaving.delete(form), 3000);
});

startToasts();

document.addEventListener("toast", ({ detail }) => toast(detail.text, detail.tone, detail.until));
// Asked for by somebody, and not by the page itself.
document.addEventListener("htmx:sendError", ({ detail: { elt, requestConfig } }) => {
  if (requestConfig.verb === "get" && !elt.matches("a, form")) return;
  toast(document.querySelector("[data-toasts]").dataset.lost, "warn", "online");
});
document.addEventListener("htmx:responseError", ({ detail: { xhr } }) => {
  const answer = new DOMParser().parseFromString(xhr.responseText, "text/html");
  const words = answer.querySelector("[data-refused]") ?? answer.querySelector("h1");
  toast(words?.textContent || String(xhr.status), "error");
});
