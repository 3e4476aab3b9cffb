// The weights of a comparison: each slider says its number while it moves, and what came of it is told.
const form = document.getElementById("weights");

form?.addEventListener("input", ({ target }) => {
  const output = form.querySelector(`output[for="${target.id}"]`);
  if (output) output.textContent = target.value;
});

document.body.addEventListener("htmx:afterSettle", () => {
  const said = document.getElementById("results")?.dataset.said;
  const place = document.getElementById("order-said");
  if (place && said) place.textContent = said;
});
