// Pictures in the text: from a file, or from the library.
import { openLibrary } from "./library.js";
import { composed } from "./one-paste.js";
import { caretPlace, putPicture } from "./picture-place.js";
import { keepPlace } from "./places.js";
import { hold, isPicture, say, upload } from "./uploads.js";
import { element, words } from "./words.js";

// addPictures(files, at): uploads the files and puts each where it was asked for, wherever that has moved to meanwhile.
export function pictureAdder(editor, form, list) {
  const tell = teller(list);
  editor.view.dispatch(editor.state.tr); // a text that ends with a picture gets a line to write on behind it

  async function add(file, place) {
    const stored = await upload(form.dataset.pictures, file, list, Number(form.dataset.pictureLimit));
    if (stored) {
      await hold(composed(editor.view));
      putPicture(editor, known(editor, stored), place);
      tell(file.name, stored.alt);
    }
    place.release();
  }

  return function addPictures(files, at = caretPlace(editor)) {
    const chosen = [...files];
    for (const file of chosen.filter((each) => !isPicture(each))) say(list, words("picturesOnly", { name: file.name }));
    const taken = chosen.filter(isPicture);
    const label = ({ name }) => words("uploading", { name });
    const places = taken.map((file) => keepPlace(editor, { from: at, label: label(file) })); // all before any is filled
    return Promise.all(taken.map((file, i) => add(file, places[i])));
  };
}

export function chooseFromLibrary(editor, form) {
  const place = keepPlace(editor, { from: caretPlace(editor) }); // an upload may end behind the dialog
  openLibrary(
    form,
    (picture) => {
      putPicture(editor, known(editor, picture), place);
      teller(form.querySelector(".writing .uploads"))(picture.name, picture.alt);
    },
    () => place.release(),
  );
}

// The description that this text gives the picture already goes before the one that was saved last.
function known(editor, { src, width, height, alt }) {
  let described = alt || null;
  editor.state.doc.descendants((node) => {
    if (node.type.name === "figure" && node.attrs.src === src && node.attrs.alt) described = node.attrs.alt;
  });
  return { src, width, height, alt: described };
}

// Says that the picture is there, and asks for its description, to who does not see the screen. Nothing takes the keyboard.
function teller(list) {
  let place = list.parentNode.querySelector("[data-told]");
  if (!place) {
    place = element("p", { className: "unseen", ariaLive: "polite" });
    place.setAttribute("data-told", "");
    list.after(place);
  }
  return (name, alt) => (place.textContent = alt ? words("pictureDescribed", { name, alt }) : words("pictureAdded", { name }));
}
