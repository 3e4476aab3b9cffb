// One question, in a native dialog. Resolves to true or false.

export function confirmed(question) {
  const dialog = document.getElementById("confirm");
  dialog.querySelector(".question").textContent = question;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
