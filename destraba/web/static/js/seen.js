// What has been on the screen for five seconds has been seen: say so without a click.

const LOOKED = 5000;

for (const form of document.querySelectorAll("form[data-seen]")) watch(form);
document.addEventListener("htmx:load", ({ detail: { elt } }) => {
  for (const form of elt.querySelectorAll("form[data-seen]")) if (!form.dataset.watched) watch(form);
});

function watch(form) {
  const news = form.closest("section") || form;
  let timer;
  form.dataset.watched = "";
  const observer = new IntersectionObserver(([entry]) => look(entry.isIntersecting), { threshold: 0.1 });
  const onHide = () => look(news.dataset.onScreen === "yes");
  observer.observe(news);
  document.addEventListener("visibilitychange", onHide);

  function look(isOnScreen) {
    news.dataset.onScreen = isOnScreen ? "yes" : "no";
    clearTimeout(timer);
    if (isOnScreen && !document.hidden) timer = setTimeout(tell, LOOKED);
  }

  async function tell() {
    observer.disconnect();
    document.removeEventListener("visibilitychange", onHide);
    if (!form.isConnected) return;
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Beacon": "1" }, keepalive: true }).catch(() => null);
    if (answer?.ok) markSeen(form.querySelector("button"));
  }
}

function markSeen(button) {
  button.disabled = true;
  button.lastChild.textContent = button.dataset.done;
}
