// What is done with one tap: each goes by itself, and none waits for another.

const TURN = ["", "present", "excused", "absent"];
let taps = 0;
let turns = false;

document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  if (target.id !== "act" || !submitter) return;
  event.preventDefault();
  htmx.ajax("POST", submitter.getAttribute("formaction"), { source: submitter, target: "#cockpit", swap: "none" });
});

// A seat shows its mark at once; the strip comes back when the last of several taps is answered,
// for an answer that another tap has overtaken would undo it for the eye.
document.addEventListener("htmx:beforeSend", ({ detail: { elt } }) => {
  turns = elt.matches(".point-link, #following, .point button");
  if (!elt.matches(".tap")) return;
  taps += 1;
  const place = elt.closest(".place");
  place.classList.remove("present", "excused", "absent", "unmarked");
  place.classList.add(elt.value || "unmarked", "sent");
  elt.value = TURN[(TURN.indexOf(elt.value) + 1) % TURN.length];
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.requestConfig.elt.matches(".tap")) return;
  taps -= 1;
  if (taps > 0) detail.shouldSwap = false;
});
document.addEventListener("htmx:sendError", ({ detail: { elt } }) => {
  if (!elt.matches(".tap")) return;
  taps -= 1;
  document.getElementById("attendance").dataset.mark = "";
});

// Whoever turned to another item goes on from its title; so does who pressed what is no more.
document.addEventListener("htmx:oobAfterSwap", ({ detail: { target } }) => {
  if (target.id === "board" && turns) setTimeout(toTitle);
  if (target.id === "hand") setTimeout(() => document.activeElement === document.body && toTitle());
});

function toTitle() {
  document.getElementById("hand-title")?.focus();
}
