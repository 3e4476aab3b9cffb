// Small forms open over the page; without scripts each is a page of its own.

const sheet = document.getElementById("sheet");
let opener = "";

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-sheet]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  opener = link.id;
  htmx.ajax("GET", link.href, { source: link, swap: "none" }).catch(() => {});
});

document.addEventListener("htmx:oobAfterSwap", ({ detail: { target } }) => {
  if (target.id !== "sheet-body") return;
  if (!sheet.open) sheet.showModal();
  const wrong = sheet.querySelector(".error-summary, [autofocus]");
  (wrong || sheet.querySelector("form :is(input:not([type=hidden]):not([type=radio]), select, textarea, input:checked)"))?.focus();
});

document.addEventListener("click", (event) => {
  if (sheet.open && event.target.closest("#sheet [data-close]")) event.preventDefault();
});

document.addEventListener("cockpit:done", () => sheet.open && sheet.close());

// What opened it may have been drawn anew meanwhile.
sheet.addEventListener("close", () => document.getElementById(opener)?.focus());
