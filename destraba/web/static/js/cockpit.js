// The session while it goes on. Each file does one thing; the page works without any of them.

import "./cockpit/clocks.js";
import "./cockpit/drafts.js";
import "./cockpit/folds.js";
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
  htmx.ajax("POST", submitter.getAttribute("formaction"), { source: submitter, target: "#cockpit", swap: "none" });
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
