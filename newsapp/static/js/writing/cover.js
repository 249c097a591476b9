// The article's main picture: uploaded as soon as it is chosen, shown beside its field.
import { upload } from "./uploads.js";
import { element, words } from "./words.js";

export function openCover(group, form) {
  const input = group.querySelector("input[type=file]");
  const now = group.querySelector(".cover-now");
  const list = group.querySelector(".uploads");
  const remove = group.querySelector("[name=remove_cover]");
  input.addEventListener("change", async () => {
    const file = input.files[0];
    if (!file) return;
    list.replaceChildren();
    const stored = await upload(form.dataset.pictures, file, list, Number(form.dataset.pictureLimit));
    input.value = ""; // what is on the server needs not be sent again; what was refused could not be
    if (!stored) return;
    form.elements.cover_id.value = stored.id;
    remove.checked = false;
    const image = element("img", { src: stored.src, alt: words("coverNow") });
    image.setAttribute("width", stored.width);
    image.setAttribute("height", stored.height);
    now.querySelector("img")?.remove();
    now.prepend(image);
    now.hidden = false;
    form.elements.cover_id.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
