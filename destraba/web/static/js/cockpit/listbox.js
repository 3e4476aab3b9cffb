// A list under (or over) a text box: arrows, Enter or Tab, Escape; the box keeps the focus.

export function listbox({ pick }) {
  const box = document.createElement("ul");
  box.id = "line-options";
  box.className = "options";
  box.role = "listbox";
  let line = null;
  let found = [];
  let at = -1;

  const isOpen = () => found.length > 0;

  // What makes a combobox of the text box, once scripts run.
  function dress(input) {
    input.role = "combobox";
    for (const [name, value] of [["autocomplete", "list"], ["expanded", "false"], ["controls", box.id], ["haspopup", "listbox"]]) {
      input.setAttribute(`aria-${name}`, value);
    }
    if (box.previousElementSibling !== input) input.after(box);
    box.hidden = !isOpen();
    box.ariaLabel = input.labels[0]?.textContent || "";
  }

  function show(input, options) {
    line = input;
    dress(line);
    found = options;
    box.replaceChildren(...found.map(option));
    box.hidden = !isOpen();
    line.setAttribute("aria-expanded", String(isOpen()));
    go(isOpen() ? 0 : -1);
  }

  function option({ label, detail, letter, tone }, place) {
    const row = document.createElement("li");
    row.id = `${box.id}-${place}`;
    row.role = "option";
    if (letter) row.append(part("span", letter, `letter ${tone}`));
    row.append(part("b", label));
    if (detail && detail !== label) row.append(part("small", detail));
    // Before the box would lose the focus.
    row.addEventListener("mousedown", (event) => {
      event.preventDefault();
      pick(line, found[place]);
    });
    return row;
  }

  function go(place) {
    at = place;
    [...box.children].forEach((row, i) => row.setAttribute("aria-selected", String(i === at)));
    box.children[at]?.scrollIntoView({ block: "nearest" });
    if (at < 0) line?.removeAttribute("aria-activedescendant");
    else line.setAttribute("aria-activedescendant", `${box.id}-${at}`);
  }

  function close() {
    if (!line) return;
    found = [];
    box.hidden = true;
    line.setAttribute("aria-expanded", "false");
    go(-1);
  }

  // True when the key was for the list.
  function key({ key: name, ctrlKey, metaKey, altKey }) {
    if (!isOpen() || ctrlKey || metaKey || altKey) return false;
    const last = found.length - 1;
    if (name === "ArrowDown") go(at < last ? at + 1 : 0);
    else if (name === "ArrowUp") go(at > 0 ? at - 1 : last);
    else if (name === "Escape") close();
    else if ((name === "Enter" || name === "Tab") && at >= 0) pick(line, found[at]);
    else return false;
    return true;
  }

  return { show, close, key, dress };
}

function part(tag, text, css = "") {
  const element = document.createElement(tag);
  element.className = css;
  element.textContent = text;
  return element;
}
