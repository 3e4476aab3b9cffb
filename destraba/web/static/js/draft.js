// What is noted in the field outlives a bad line: while one types, the form is kept in this browser,
// under this person, this address and the form's own name, until the server shows that it has it.
// What could not leave is sent when there is a line again, one form after another.

let isSending = false;
const PREFIX = `destraba:draft:${document.body.dataset.person || ""}:`;

class Draft {
  constructor(form) {
    this.form = form;
    this.key = PREFIX + location.pathname + (form.id && `#${form.id}`);
    this.status = form.querySelector("[data-draft-status]");
    this.saids = form.querySelector("[data-saids]");
    form.addEventListener("input", () => this.keep());
    form.addEventListener("submit", (event) => this.leaving(event));
    form.querySelector("[data-more]")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.add().querySelector("textarea").focus();
      this.keep();
    });
    form.querySelector("[data-draft-drop]").addEventListener("click", () => {
      write(this.key, null);
      location.assign(location.pathname);
    });
    addEventListener("online", () => (this.waits ? this.send() : this.status.dataset.state === "offline" && this.say("kept")));
    this.recover();
  }

  get total() {
    return this.form.elements["dicho-TOTAL_FORMS"];
  }

  add() {
    const row = this.form.querySelector("template[data-said]").content.firstElementChild.cloneNode(true);
    for (const part of row.querySelectorAll("*")) {
      for (const { name, value } of part.attributes) part.setAttribute(name, value.replace("__prefix__", this.total.value));
    }
    this.total.value = Number(this.total.value) + 1;
    this.saids.append(row);
    return row;
  }

  // What an earlier visit could not send; a page that answers with faults has newer words.
  recover() {
    const kept = read(this.key);
    if (!kept || this.form.querySelector(".error-summary")) return;
    const told = new Map();
    for (const [name, value] of kept.told) told.set(name, [...(told.get(name) || []), value]);
    while (this.total && Number(this.total.value) < Number(told.get(this.total.name)?.[0] || 0)) this.add();
    for (const field of this.form.elements) {
      if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "submit") continue;
      const values = told.get(field.name) || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
    this.submitter = [...this.form.elements].find((each) => each.type === "submit" && told.get(each.name)?.includes(each.value));
    this.waits = kept.waits;
    if (this.waits) this.press();
    this.say("back");
    if (this.waits && navigator.onLine && !document.querySelector(".error-summary")) this.send();
  }

  // Two forms that left at once would stop each other: the next one leaves from the page that comes.
  send() {
    if (isSending) return;
    isSending = true;
    this.form.requestSubmit(this.submitter);
  }

  keep() {
    const told = [...new FormData(this.form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    if (this.submitter?.name) told.push([this.submitter.name, this.submitter.value]);
    const isKept = write(this.key, { ref: this.form.elements.ref.value, told, waits: this.waits });
    if (isKept) this.say(navigator.onLine ? "kept" : "offline");
  }

  leaving(event) {
    this.submitter = event.submitter;
    this.waits = !navigator.onLine;
    this.keep();
    if (!this.waits) return;
    event.preventDefault();
    this.press();
    this.say("offline");
  }

  // Of several ways to send it, the one that waits.
  press() {
    for (const each of this.form.querySelectorAll("button[name]:not([formnovalidate])")) each.setAttribute("aria-pressed", each === this.submitter);
  }

  say(state) {
    if (this.status.dataset.state === state) return;
    this.status.dataset.state = state;
    this.status.hidden = false;
    this.status.querySelector("[role]").textContent = this.status.dataset[state];
  }
}

// The server has the note: every draft of it may go.
function forget(ref) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && read(key)?.ref === ref) write(key, null);
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    // A full or forbidden store: the words are still on the page, and nothing is promised.
    return false;
  }
}

for (const noted of document.querySelectorAll("[data-draft-kept]")) forget(noted.dataset.draftKept);
for (const form of document.querySelectorAll("form[data-draft]")) new Draft(form);
