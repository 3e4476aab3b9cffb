// What is done with one tap: each goes by itself, and none waits for another.

const TURN = ["", "present", "excused", "absent"];
let taps = 0;
let overlapped = false;
let turns = false;

document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  if (target.id !== "act" || !submitter) return;
  event.preventDefault();
  htmx.ajax("POST", submitter.getAttribute("formaction"), { source: submitter, target: "#cockpit", swap: "none" });
});

// A seat shows its mark at once. An answer that another tap has overtaken would undo it for the
// eye, and the last one may have been written before another was kept: after a hurry the strip is
// asked for anew.
document.addEventListener("htmx:beforeSend", ({ detail: { elt } }) => {
  turns = elt.matches(".point-link, #following, .point button");
  if (!elt.matches(".tap")) return;
  taps += 1;
  overlapped ||= taps > 1;
  const place = elt.closest(".place");
  place.classList.remove("present", "excused", "absent", "unmarked");
  place.classList.add(elt.value || "unmarked", "sent");
  elt.value = TURN[(TURN.indexOf(elt.value) + 1) % TURN.length];
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.requestConfig.elt.matches(".tap")) return;
  taps -= 1;
  if (!overlapped) return;
  detail.shouldSwap = false;
  if (taps > 0) return;
  overlapped = false;
  askStrip();
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

function askStrip() {
  const query = new URLSearchParams(location.search);
  query.append("parte", "attendance");
  htmx.ajax("GET", `${document.getElementById("cockpit").dataset.parts}?${query}`, { swap: "none" });
}

function toTitle() {
  document.getElementById("hand-title")?.focus();
}
