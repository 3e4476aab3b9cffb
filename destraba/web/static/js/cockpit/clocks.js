// Clocks that run by themselves. The server's hour counts, not this computer's.

const now = document.getElementById("cockpit")?.dataset.now;
let ahead = now ? Date.parse(now) - Date.now() : 0;

export function setClock(iso) {
  ahead = Date.parse(iso) - Date.now();
}

const WAYS = { elapsed, item };
const two = (number) => String(number).padStart(2, "0");

function elapsed(clock, seconds) {
  clock.textContent = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  clock.classList.toggle("over", seconds > clock.dataset.minutes * 60);
}

function item(clock, running) {
  const { spent, minutes, of, over } = clock.dataset;
  const seconds = Number(spent) + running;
  const said = `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  clock.firstElementChild.textContent = of.replace("{spent}", said).replace("{n}", minutes);
  const more = Math.floor(seconds / 60) - minutes;
  clock.classList.toggle("over", more > 0);
  const words = clock.querySelector(".over-words");
  const text = more > 0 ? over.replace("{n}", more) : "";
  if (words.textContent !== text) words.textContent = text;
}

function tick() {
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const seconds = Math.floor((Date.now() + ahead - Date.parse(clock.dataset.since)) / 1000);
    WAYS[clock.dataset.clock](clock, Math.max(0, seconds));
  }
}

tick();
setInterval(tick, 1000);
document.addEventListener("htmx:oobAfterSwap", tick);
