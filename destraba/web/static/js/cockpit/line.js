// The line of the commitment: what was read of it is announced, chosen among and corrected.

let saying;

document.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-new]");
  const part = event.target.closest("[data-corrects]");
  if (choice) {
    event.preventDefault();
    choose(choice.dataset);
  } else if (part) {
    event.preventDefault();
    correct(part.dataset.corrects);
  }
});

// Into the line as it is by now: it may have gone on since it was read.
function choose({ old, new: text }) {
  const line = document.getElementById("line");
  if (old) line.value = line.value.replace(old, () => text);
  else line.value = `${line.value.trimEnd()} ${text}`;
  line.focus();
  line.setSelectionRange(line.value.length, line.value.length);
  line.dispatchEvent(new Event("draft", { bubbles: true }));
  line.dispatchEvent(new Event("read"));
}

function correct(id) {
  const field = document.getElementById(id);
  field.closest("details").open = true;
  field.focus();
}

// What is open stays open, and what is focused stays focused, when it is read again.
let wasOpen = false;
document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  if (target.id === "reading") wasOpen = Boolean(target.querySelector("details[open]"));
});
document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
  if (target.id !== "reading") return;
  const correct = target.querySelector("details");
  if (correct && wasOpen) correct.open = true;
  sayLater();
});

// Read aloud once the hand rests, not at every letter.
function sayLater() {
  clearTimeout(saying);
  saying = setTimeout(() => {
    const reading = document.getElementById("reading");
    const parts = [...(reading?.querySelectorAll(".said-part, .question > span") || [])];
    say(parts.map((part) => part.textContent.trim().replace(/\s+/g, " ")).join("; "));
  }, 1200);
}

function say(text) {
  const status = document.querySelector("[data-said]");
  if (status) status.textContent = text;
}

let sentBy = "";
document.addEventListener("htmx:beforeSwap", ({ detail }) => (sentBy = detail.requestConfig.elt.id));
document.addEventListener("cockpit:done", ({ detail: { said } }) => {
  if (said) document.dispatchEvent(new CustomEvent("toast", { detail: { text: said, tone: "ok" } }));
  if (sentBy === "composer") document.getElementById("line")?.focus();
});
