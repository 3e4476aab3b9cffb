// What is folded stays folded on this computer. On a narrow screen the agenda begins folded, and
// so does the attendance once somebody is marked: the item at hand comes first.

const isNarrow = matchMedia("(max-width: 55.99rem)").matches;
const key = (fold) => `destraba:fold:${fold.id}:${isNarrow}`;

for (const fold of document.querySelectorAll("[data-fold]")) {
  const kept = localStorage.getItem(key(fold));
  const begins = !isNarrow || (fold.id === "strip" && !fold.querySelector(".place.present"));
  fold.open = kept ? kept === "open" : begins;
  fold.querySelector("summary").addEventListener("click", () => {
    localStorage.setItem(key(fold), fold.open ? "folded" : "open");
  });
}
