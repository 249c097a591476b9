// "Select all on this page", and how many are selected.
const form = document.getElementById("several");
if (form) {
  const boxes = [...form.querySelectorAll('input[name="article"]')];
  const all = form.querySelector("#all-here");
  const count = form.querySelector(".several-count");
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    count.value = chosen ? `${chosen}` : "";
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
    form.classList.toggle("several-none", !chosen);
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  form.addEventListener("change", tell);
  form.querySelector(".rows-all").hidden = false;
  tell();
}
