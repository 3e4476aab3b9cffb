// A text that saves itself while it is written, and is never lost: what the server has not
// acknowledged stays in this browser, under this person and this address, until it has.

import { rebase } from "./rebase.js";

const AFTER_TYPING = 800;
const AT_MOST = 5000;
const RETRY_FIRST = 2000;
const RETRY_MOST = 30000;
const WAITING = new Set();

class Autosave {
  constructor(form) {
    this.form = form;
    this.box = form.elements.text;
    this.status = form.querySelector("[data-save-status]");
    setInterval(() => this.sayWhen(), 5000);
    this.key = `destraba:text:${document.body.dataset.person || ""}:${form.getAttribute("action")}`;
    this.version = form.elements.base.value;
    this.acknowledged = this.box.value;
    this.retryIn = RETRY_FIRST;
    this.box.addEventListener("input", () => this.typed());
    this.box.addEventListener("blur", () => this.isBehind && this.send());
    form.addEventListener("autosave:newer", ({ detail }) => this.learn(detail));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.recover();
  }

  get isBehind() {
    return this.box.value !== this.acknowledged;
  }

  // What an earlier visit could not send.
  recover() {
    const kept = read(this.key);
    if (!kept) return;
    if (kept.text === this.box.value) return this.forget();
    this.box.value = kept.text;
    this.version = kept.base;
    this.over = kept.over;
    this.keep();
    this.send();
  }

  typed() {
    this.keep();
    clearTimeout(this.timer);
    this.firstAt ??= Date.now();
    const wait = Math.min(AFTER_TYPING, Math.max(0, this.firstAt + AT_MOST - Date.now()));
    if (!this.conflict) this.timer = setTimeout(() => this.send(), wait);
  }

  keep() {
    if (!this.isBehind) return this.forget();
    WAITING.add(this);
    write(this.key, { text: this.box.value, base: this.version, over: this.over });
  }

  forget() {
    WAITING.delete(this);
    // Another box may have taken the place of this one, with words of its own.
    if (this.form.isConnected || read(this.key)?.text === this.box.value) write(this.key, null);
  }

  // Somebody else wrote, and nothing of one's own is on its way.
  learn({ version, text }) {
    if (this.isBehind || this.sending || this.conflict || version <= Number(this.version)) return;
    this.version = String(version);
    this.form.elements.base.value = this.version;
    this.acknowledged = text;
    this.over = undefined;
    this.put(text);
  }

  async send() {
    clearTimeout(this.timer);
    if (this.conflict) return;
    if (!this.isBehind) return this.rest();
    if (this.sending) return void (this.again = true);
    this.sending = true;
    this.firstAt = undefined;
    const sent = this.box.value;
    this.say("saving");
    try {
      await this.heard(await this.post(sent), sent);
    } catch {
      this.say("offline");
      this.retry();
    }
    this.sending = false;
    if (this.again) {
      this.again = false;
      this.typed();
    }
  }

  // Back to what the server has: what was told of a bad line is no longer so.
  rest() {
    const { state } = this.status.dataset;
    if (!this.sending && state && state !== "saved") this.done("saved");
  }

  post(text) {
    const body = new URLSearchParams(new FormData(this.form));
    body.set("text", text);
    body.set("base", this.version);
    if (this.over !== undefined) body.set("over", this.over);
    return fetch(this.form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "X-Requested-With": "fetch" },
      keepalive: text.length + (this.over?.length ?? 0) < 30000,
    });
  }

  async heard(answer, sent) {
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (answer.ok && isJson) return this.saved(await answer.json(), sent);
    if (answer.status === 409 && isJson) return this.diverged(await answer.json());
    if (answer.status >= 500) throw new Error(String(answer.status));
    if (answer.redirected || answer.status === 401 || answer.status === 403) return this.say("signedOut", "refused");
    const words = isJson ? (await answer.json()).error : wordsOf(await answer.text());
    this.say("refused", "refused", words);
  }

  saved(answer, sent) {
    this.retryIn = RETRY_FIRST;
    this.version = String(answer.version);
    this.form.elements.base.value = this.version;
    const now = rebase(sent, this.box.value, answer.text);
    if (now === null) {
      // What was sent is in it already: the server merges only what was typed over that.
      this.over = this.acknowledged = sent;
      this.again = true;
      return this.keep();
    }
    this.over = undefined;
    this.acknowledged = answer.text;
    if (now !== this.box.value) this.put(now);
    this.keep();
    this.done(answer.merged ? "merged" : "saved");
    if (this.isBehind) this.again = true;
  }

  done(words) {
    this.savedAt = Date.now();
    this.say(words, "saved");
  }

  put(text) {
    const { selectionStart: at, value } = this.box;
    const before = value.slice(0, at);
    this.box.value = text;
    if (document.activeElement !== this.box) return;
    const caret = text.startsWith(before) ? at : text.length - (value.length - at);
    this.box.setSelectionRange(caret, caret);
  }

  diverged(answer) {
    this.say("conflict");
    const panel = this.form.querySelector("[data-conflict-template]").content.firstElementChild.cloneNode(true);
    const mine = this.box.value;
    panel.querySelector("[data-by]").textContent = answer.by;
    panel.querySelector("[data-mine]").textContent = mine;
    panel.querySelector("[data-theirs]").textContent = answer.text;
    panel.addEventListener("click", (event) => {
      const choice = event.target.closest("[data-keep]")?.dataset.keep;
      if (choice) this.settle(choice, mine, answer);
    });
    this.conflict?.remove();
    this.conflict = panel;
    this.box.readOnly = true;
    this.box.after(panel);
    panel.querySelector("button").focus();
  }

  settle(choice, mine, answer) {
    this.conflict.remove();
    this.conflict = null;
    this.box.readOnly = false;
    this.version = String(answer.version);
    this.over = undefined;
    this.acknowledged = answer.text;
    this.box.value = { mine, theirs: answer.text, both: `${answer.text}\n\n${mine}` }[choice];
    this.keep();
    this.box.focus();
    if (this.isBehind) this.send();
    else this.done("saved");
  }

  retry() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), this.retryIn);
    this.retryIn = Math.min(this.retryIn * 2, RETRY_MOST);
  }

  say(words, state = words, more = "") {
    this.status.dataset.state = state;
    this.status.querySelector("[role]").textContent = more || this.status.dataset[words];
    this.sayWhen();
    this.form.dispatchEvent(new CustomEvent("autosave", { bubbles: true, detail: { state, words } }));
  }

  // For eyes only: a screen reader hears each save once.
  sayWhen() {
    const { state, seconds, minutes } = this.status.dataset;
    const passed = state === "saved" ? Math.round((Date.now() - this.savedAt) / 1000) : 0;
    const [words, n] = passed < 60 ? [seconds, passed] : [minutes, Math.floor(passed / 60)];
    this.status.querySelector("[data-when]").textContent = passed ? words.replace("{n}", n) : "";
  }
}

// Of a page that says no, the words that say why.
function wordsOf(page) {
  const answer = new DOMParser().parseFromString(page, "text/html");
  return answer.querySelector("[data-refused]")?.textContent;
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
  } catch {
    // A full or forbidden store: the text is still on the page, and the page warns before it goes.
  }
}

function start(root) {
  for (const form of root.querySelectorAll("form[data-autosave]:not([data-started])")) {
    form.dataset.started = "";
    new Autosave(form);
  }
}

start(document);
document.addEventListener("htmx:load", ({ target }) => start(target));
addEventListener("online", () => WAITING.forEach((one) => one.send()));
addEventListener("pagehide", () => WAITING.forEach((one) => one.send()));
addEventListener("beforeunload", (event) => {
  if (WAITING.size) event.preventDefault();
});
