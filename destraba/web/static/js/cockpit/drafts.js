// What is typed in a line stays in this browser, under this person and this item, until it is
// kept by the server.

const DRAFT = "[data-draft]";
const key = (input) => `destraba:draft:${document.body.dataset.person}:${input.dataset.draft}`;

function keep(input) {
  try {
    if (input.value) localStorage.setItem(key(input), input.value);
    else localStorage.removeItem(key(input));
  } catch {
    // A full or forbidden store: the text is still on the page.
  }
}

function recover(input) {
  let kept = "";
  try {
    kept = localStorage.getItem(key(input));
  } catch {
    return;
  }
  if (!kept || input.value) return;
  input.value = kept;
  requestAnimationFrame(() => input.dispatchEvent(new Event("read")));
}

const every = (act) => document.querySelectorAll(DRAFT).forEach(act);

document.addEventListener("input", ({ target }) => target.matches(DRAFT) && keep(target));
document.addEventListener("draft", ({ target }) => keep(target));
document.addEventListener("cockpit:done", () => every(keep));
document.addEventListener("htmx:oobAfterSwap", ({ detail: { target } }) => target.id === "board" && every(recover));
addEventListener("load", () => every(recover));

// What comes back to the line does not push out what is being typed there.
let sentBy = "";
document.addEventListener("htmx:beforeSwap", ({ detail }) => (sentBy = detail.requestConfig.elt.id));
document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  const { id } = detail.target;
  if (id === "composer" && sentBy !== id && document.getElementById("line").value) detail.shouldSwap = false;
});
