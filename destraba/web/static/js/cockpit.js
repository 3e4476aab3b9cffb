// The session while it goes on. Each file does one thing; the page works without any of them.

import "./cockpit/clocks.js";
import "./cockpit/drafts.js";
import "./cockpit/keys.js";
import "./cockpit/line.js";
import "./cockpit/mentions.js";
import "./cockpit/news.js";
import "./cockpit/sheet.js";
import { tap } from "./cockpit/taps.js";

let turns = false;

// What is done with one press goes without leaving the page.
document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  if (target.id !== "act" || !submitter) return;
  event.preventDefault();
  if (submitter.matches(".tap")) return tap(submitter);
  htmx.ajax("POST", submitter.getAttribute("formaction"), { source: submitter, target: "#cockpit", swap: "none" }).catch(() => {});
});

// The second half of a double click is not one more thing done.
document.addEventListener("click", (event) => {
  if (event.detail > 1 && event.target.closest("[form=act]:not(.tap)")) event.preventDefault();
});

document.addEventListener("htmx:beforeSend", ({ detail: { elt } }) => {
  turns = elt.matches(".point-link, #following, .point button");
});

// Whoever turned to another item goes on from its title; so does who pressed what is no more.
document.addEventListener("htmx:oobAfterSwap", ({ detail: { target } }) => {
  if (target.id === "board" && turns) setTimeout(toTitle);
  if (target.id === "hand") setTimeout(() => document.activeElement === document.body && toTitle());
});

function toTitle() {
  document.getElementById("hand-title")?.focus();
}

// What is folded stays folded on this computer. On a narrow screen the agenda begins folded, and
// so does the attendance once somebody is marked: the item at hand comes first. On a wide one the
// attendance does when nobody is left to mark.

const isNarrow = matchMedia("(max-width: 55.99rem)").matches;
const key = (fold) => `destraba:fold:${fold.id}:${isNarrow}`;

for (const fold of document.querySelectorAll("[data-fold]")) {
  const kept = localStorage.getItem(key(fold));
  const begins = fold.id === "strip" ? !isTaken(fold) : !isNarrow;
  fold.open = kept ? kept === "open" : begins;
  fold.querySelector("summary").addEventListener("click", () => {
    localStorage.setItem(key(fold), fold.open ? "folded" : "open");
  });
}

function isTaken(strip) {
  return isNarrow ? strip.querySelector(".place.present") : !strip.querySelector(".place.unmarked");
}
