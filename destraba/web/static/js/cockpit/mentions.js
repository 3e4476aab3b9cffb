// Completion of @ and # in the line: a combobox with a list, as the ARIA practices describe it.

import { listbox } from "./listbox.js";

// From the sign to where one writes: a name may have spaces, not another sign.
const MENTION = /(?:^|[\s([¿¡,;:«“"])([@#]["«“]?[^@#"»”]{0,60})$/;
const WAIT = 90;
const known = new Map();
let timer;
let asked = 0;

const list = listbox({ pick });

document.addEventListener("input", ({ target }) => target.matches("[data-line]") && look(target));
document.addEventListener("click", ({ target }) => (target.matches("[data-line]") ? look(target) : list.close()));
document.addEventListener("focusout", ({ target }) => target.matches("[data-line]") && setTimeout(list.close, 150));
document.addEventListener("focusin", ({ target }) => target.matches("[data-line]") && list.dress(target));

document.addEventListener(
  "keydown",
  (event) => {
    if (event.target.matches("[data-line]") && !event.isComposing && list.key(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  },
  true,
);

function typed(line) {
  return line.value.slice(0, line.selectionStart).match(MENTION)?.[1];
}

function look(line) {
  clearTimeout(timer);
  const text = typed(line);
  if (!text) return list.close();
  const turn = (asked += 1);
  timer = setTimeout(async () => {
    const found = await ask(line.form.dataset.mentions, text);
    if (turn !== asked || document.activeElement !== line) return;
    // After a space it goes on only where a name does.
    const whole = text.endsWith(" ") ? found.filter(({ label }) => goesOn(label, text)) : found;
    list.show(line, whole);
  }, WAIT);
}

function goesOn(label, text) {
  const bare = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return bare(label).startsWith(bare(text.slice(1))) && label.length > text.length - 1;
}

async function ask(url, text) {
  if (!known.has(text)) {
    try {
      const answer = await fetch(`${url}?${new URLSearchParams({ texto: text })}`);
      if (!answer.ok) return [];
      known.set(text, (await answer.json()).found);
    } catch {
      return [];
    }
  }
  return known.get(text);
}

function pick(line, { text }) {
  const at = line.selectionStart;
  const before = line.value.slice(0, at).replace(MENTION, (all, mention) => all.slice(0, all.length - mention.length));
  const after = line.value.slice(at).replace(/^["»”]/, "");
  const gap = after.startsWith(" ") ? "" : " ";
  line.value = `${before}${text}${gap}${after}`;
  const caret = before.length + text.length + 1;
  line.setSelectionRange(caret, caret);
  line.dispatchEvent(new Event("input", { bubbles: true }));
  list.close();
}
