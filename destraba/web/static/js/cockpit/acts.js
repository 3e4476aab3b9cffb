// What is done with one press goes without leaving the page.

import { tap } from "./taps.js";

let turns = false;

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
