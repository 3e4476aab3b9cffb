// Who came, tap by tap. A seat shows its mark at once, and the taps go one after another: the
// answer to the last one is the strip as it stands. None is dropped by a hurry or a bad line.

const TURN = ["", "present", "excused", "absent"];
const RELEASED = 100;
const strip = document.getElementById("strip");
const { csrfmiddlewaretoken } = document.getElementById("act").elements;
const waiting = [];
let made = 0;
let sending = false;
let pressed = false;
let releasing;
let isOld = false;
let answered = 0;

export function tap(button) {
  const presence = button.value;
  const place = button.closest(".place");
  waiting.push({ number: ++made, path: button.getAttribute("formaction"), presence });
  place.classList.remove("present", "excused", "absent", "unmarked");
  place.classList.add(presence || "unmarked", "sent");
  button.value = TURN[(TURN.indexOf(presence) + 1) % TURN.length];
  send();
}

// What was not answered stays first, and goes again when there is a line.
async function send() {
  if (sending) return;
  if (!waiting.length) return settle();
  const [{ number, path, presence }] = waiting;
  sending = true;
  await htmx.ajax("POST", path, { source: strip, swap: "none", values: { presence, csrfmiddlewaretoken: csrfmiddlewaretoken.value } }).catch(() => {});
  sending = false;
  if (answered < number) return;
  waiting.shift();
  send();
}

function settle() {
  if (!isOld || waiting.length || pressed) return;
  const query = new URLSearchParams(location.search);
  query.append("parte", "attendance");
  htmx.ajax("GET", `${document.getElementById("cockpit").dataset.parts}?${query}`, { source: "#cockpit", swap: "none" });
}

// Each question carries how many taps its answer can know of; -1, while one is still on its way.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  detail.taps = detail.elt === strip ? waiting[0].number : waiting.length ? -1 : made;
});
document.addEventListener("htmx:beforeSwap", ({ detail: { requestConfig, xhr } }) => {
  answered = requestConfig.taps;
  if (requestConfig.elt === strip && xhr.status >= 400) isOld = true;
});

// An answer that a tap has overtaken would undo it for the eye; and what is being pressed is not
// taken away from under the finger.
document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  if (!["attendance", "attendance-count"].includes(detail.target.id)) return;
  detail.shouldSwap = answered === made && !pressed;
  isOld = !detail.shouldSwap;
});

function press({ target }) {
  clearTimeout(releasing);
  pressed = Boolean(target.closest("#attendance"));
}
function release() {
  clearTimeout(releasing);
  if (!pressed) return;
  releasing = setTimeout(() => {
    pressed = false;
    settle();
  }, RELEASED);
}
strip.addEventListener("pointerdown", press);
strip.addEventListener("keydown", press);
for (const end of ["pointerup", "pointercancel", "keyup"]) document.addEventListener(end, release);
addEventListener("online", send);
addEventListener("beforeunload", (event) => waiting.length && event.preventDefault());
