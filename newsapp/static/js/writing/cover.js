// The article's main picture: from a file, the library, or the text. What is asked about it appears with it.
import { findPicture, openLibrary } from "./library.js";
import { newestOnly } from "./newest.js";
import { isPicture, say, upload } from "./uploads.js";
import { element, words } from "./words.js";

// Returns takeCover(file), for a file that is dropped on the group.
export function openCover(group, form, editor) {
  const input = group.querySelector("input[type=file]");
  const now = group.querySelector(".cover-now");
  const list = group.querySelector(".uploads");
  const remove = group.querySelector("[name=remove_cover]");
  const number = form.elements.cover_id;
  const said = coverWords(form);
  const choosing = newestOnly();
  let shown = number.value;
  const changed = () => number.dispatchEvent(new Event("input", { bubbles: true }));

  function show(picture) {
    const image = element("img", { src: picture.src, alt: words("coverNow") });
    image.setAttribute("width", picture.width);
    image.setAttribute("height", picture.height);
    now.querySelector("img")?.remove();
    now.prepend(image);
    now.hidden = false;
  }

  function put(picture, inText = {}) {
    const id = String(picture.id);
    said.change(shown, id, { alt: inText.alt || picture.alt || "", credit: inText.credit || "", decorative: inText.alt === "" });
    number.value = shown = id;
    remove.checked = false;
    show(picture);
    changed();
  }

  async function take(file) {
    const isNewest = choosing();
    list.replaceChildren();
    if (!isPicture(file)) return say(list, words("picturesOnly", { name: file.name }));
    const stored = await upload(form.dataset.pictures, file, list, Number(form.dataset.pictureLimit));
    if (stored && isNewest()) put(stored);
  }

  async function fromText() {
    const isNewest = choosing();
    list.replaceChildren();
    const first = firstPicture(editor);
    if (!first) return say(list, words("noPictureInText"));
    const { status, picture } = await findPicture(form, { digest: first.digest });
    if (!isNewest()) return;
    if (picture) put(picture, first);
    else say(list, words(status === 0 ? "libraryOffline" : "libraryFailed"));
  }

  // The number was set by something else: by a copy of the form that this browser had kept.
  async function showOther() {
    const isNewest = choosing();
    shown = number.value;
    const { picture } = shown ? await findPicture(form, { id: shown }) : {};
    if (!isNewest()) return;
    if (picture) show(picture);
    else now.hidden = true;
  }

  function fromLibrary() {
    openLibrary(form, (picture) => {
      choosing.cancel();
      list.replaceChildren();
      put(picture);
    });
  }

  const ways = { file: () => input.click(), library: fromLibrary, text: fromText };
  for (const button of group.querySelectorAll("[data-cover-from]")) {
    button.hidden = false;
    button.addEventListener("click", () => ways[button.dataset.coverFrom]());
  }
  input.addEventListener("change", () => {
    const [file] = input.files;
    input.value = ""; // what is on its way needs not be sent again with the form
    if (file) take(file);
  });
  remove.addEventListener("change", () => {
    if (!remove.checked) return;
    choosing.cancel();
    remove.checked = false;
    said.change(shown, "", {});
    number.value = shown = "";
    now.hidden = true;
    changed();
    (group.querySelector("[data-cover-from]") ?? input).focus();
  });
  number.addEventListener("input", () => number.value !== shown && showOther());
  return take;
}

// What is said of a picture goes with it, and comes back with it; what was typed before there was one stays.
function coverWords(form) {
  const { cover_alt: alt, cover_caption: caption, cover_credit: credit, cover_decorative: decorative } = form.elements;
  const known = new Map();
  return {
    change(former, next, brought) {
      if (former === next) return;
      const typed = { alt: alt.value, caption: caption.value, credit: credit.value, decorative: decorative.checked };
      if (former) known.set(former, typed);
      const words = known.get(next) ?? { ...(former ? {} : typed), ...filled(brought) };
      alt.value = words.alt ?? "";
      caption.value = words.caption ?? "";
      credit.value = words.credit ?? "";
      decorative.checked = words.decorative ?? false;
    },
  };
}

const filled = (said) => Object.fromEntries(Object.entries(said).filter(([, value]) => value));

function firstPicture(editor) {
  let first = null;
  editor.state.doc.descendants((node) => {
    if (first || node.type.name !== "figure") return !first;
    const digest = /\/media\/([0-9a-f]{32})-/.exec(node.attrs.src)?.[1];
    if (digest) first = { digest, alt: node.attrs.alt, credit: node.attrs.credit };
    return false;
  });
  return first;
}
