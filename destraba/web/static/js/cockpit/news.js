// What others changed: every few seconds a few letters per part are asked for, and only what is
// old is asked again; never what somebody is in.

import { setClock } from "./clocks.js";

const EVERY = 8000;
const cockpit = document.getElementById("cockpit");
const connection = document.querySelector("[data-connection]");
const isLive = cockpit.dataset.state === "in_progress" || document.querySelector(".opening");

async function look() {
  if (document.hidden) return;
  const shown = new URLSearchParams(location.search).get("punto");
  let news;
  try {
    const answer = await fetch(`${cockpit.dataset.news}${location.search}`, { headers: { Accept: "application/json" } });
    const lost = stateOf(answer.status === 404 ? 403 : answer.status, answer.url);
    if (lost) return say(lost);
    if (!answer.ok) return;
    news = await answer.json();
  } catch {
    return say("offline");
  }
  // Whoever came in again has another key; what somebody wrote does not go under another's name.
  if (news.person !== document.body.dataset.person) return say("signedOut");
  for (const input of document.getElementsByName("csrfmiddlewaretoken")) input.value = news.key;
  say("online");
  setClock(news.now);
  if (news.state !== cockpit.dataset.state) return movedOn();
  if (shown !== new URLSearchParams(location.search).get("punto")) return;
  if (follows(news.current)) return;
  refresh(news.marks);
  for (const [kind, version] of Object.entries(news.notes)) freshen(kind, version);
}

// Who only reads goes where the session goes.
function follows(current) {
  if (!("follows" in cockpit.dataset) || !current || new URLSearchParams(location.search).has("punto")) return false;
  const shown = document.querySelector(".point-link[aria-current]")?.id;
  if (shown === `point-${current}`) return false;
  htmx.ajax("GET", cockpit.dataset.page, { swap: "none" });
  return true;
}

function refresh(marks) {
  const old = Object.entries(marks).filter(([name, mark]) => {
    const part = document.querySelector(`[data-part="${name}"]`);
    return part && part.dataset.mark !== mark && (name === "attendance" || !part.contains(document.activeElement));
  });
  if (!old.length) return;
  const query = new URLSearchParams(location.search);
  for (const [name] of old) query.append("parte", name);
  htmx.ajax("GET", `${cockpit.dataset.parts}?${query}`, { swap: "none" });
}

async function freshen(kind, version) {
  const form = document.querySelector(`[data-note="${kind}"] form`);
  if (!form || Number(form.elements.base.value) >= version || form.contains(document.activeElement)) return;
  const answer = await fetch(form.getAttribute("action"), { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) return;
  form.dispatchEvent(new CustomEvent("autosave:newer", { detail: await answer.json() }));
}

// The session was opened or closed. The page of who writes says so, and throws nothing away.
function movedOn() {
  clearInterval(timer);
  if ("follows" in cockpit.dataset) location.reload();
  else document.getElementById("moved-on").hidden = false;
}

function say(state) {
  if (connection.dataset.state === state) return;
  const isFirst = !connection.dataset.state && state === "online";
  connection.dataset.state = state;
  connection.firstElementChild.textContent = isFirst ? "" : connection.dataset[state];
  if (state === "online") dispatchEvent(new Event("online"));
}

// What keeps an answer from being the session's: a server that is not there, an account that is out.
function stateOf(status, url) {
  if (status > 501) return "offline";
  return ([401, 403].includes(status) || !new URL(url).pathname.startsWith(cockpit.dataset.page)) && "signedOut";
}

const timer = isLive && setInterval(look, EVERY);
if (isLive) {
  say(navigator.onLine ? "online" : "offline");
  addEventListener("offline", () => say("offline"));
  addEventListener("online", look);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("htmx:sendError", () => say("offline"));
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const { elt, xhr } = event.detail;
    const lost = stateOf(xhr.status, xhr.responseURL);
    if (!lost) return;
    event.preventDefault();
    if (lost === "offline") htmx.trigger(elt, "htmx:sendError", event.detail);
    else say(lost);
  });
  document.addEventListener("autosave", ({ detail: { words } }) => ["offline", "signedOut"].includes(words) && say(words));
}
