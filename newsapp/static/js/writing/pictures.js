// Pictures in the text: from a file, or from the library.
import { ask } from "./sending.js";
import { isPicture, say, upload } from "./uploads.js";
import { element, words } from "./words.js";

export function pictureAdder(editor, form, list) {
  const waiting = new Set();
  editor.on("transaction", ({ transaction }) => {
    for (const place of waiting) place.at = transaction.mapping.map(place.at);
  });

  // Uploads the files and puts each where it was dropped, wherever that has moved to meanwhile.
  return async function addPictures(files, at = editor.state.selection.from) {
    for (const file of files) {
      if (!isPicture(file)) {
        say(list, words("picturesOnly", { name: file.name }));
        continue;
      }
      const place = { at };
      waiting.add(place);
      const stored = await upload(form.dataset.pictures, file, list, Number(form.dataset.pictureLimit));
      waiting.delete(place);
      if (stored) insertPicture(editor, stored, place.at);
    }
  };
}

export function insertPicture(editor, { src, width, height }, at = editor.state.selection.from) {
  const before = new Set(editor.view.dom.querySelectorAll("figure"));
  editor.chain().insertContentAt(at, { type: "figure", attrs: { src, width, height } }).run();
  const placed = [...editor.view.dom.querySelectorAll("figure")].find((figure) => !before.has(figure));
  placed?.querySelector("input")?.focus();
}

export async function chooseFromLibrary(editor, form) {
  const dialog = document.getElementById("library-dialog");
  const place = dialog.querySelector(".picture-choices");
  const at = editor.state.selection.from;
  place.replaceChildren();
  dialog.returnValue = "";
  dialog.showModal();
  const { data } = await ask(form.dataset.library);
  if (!Array.isArray(data) || !data.length) place.append(element("p", { textContent: words("empty") }));
  else {
    for (const picture of data) {
      const image = element("img", { src: picture.src, alt: "", loading: "lazy" });
      image.setAttribute("width", picture.width);
      image.setAttribute("height", picture.height);
      const button = element("button", { type: "button", title: picture.name }, image, element("span", { textContent: picture.name }));
      button.addEventListener("click", () => {
        dialog.close();
        insertPicture(editor, picture, at);
      });
      place.append(button);
    }
  }
}
