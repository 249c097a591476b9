// Files that are dropped beside the text: taken or refused, never opened by the browser in the form's place.
import { isPicture, say } from "./uploads.js";
import { words } from "./words.js";

const TAKES_WORDS = "input, textarea, [contenteditable=true]";

export function takeDrops({ form, list, editor, addPictures, attach, takeCover }) {
  addEventListener("dragover", (event) => {
    if (event.defaultPrevented || isForField(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = mayTake(event) ? "copy" : "none";
  });
  addEventListener("drop", (event) => {
    if (event.defaultPrevented || isForField(event)) return;
    event.preventDefault();
    if (mayTake(event)) take(event, filesOf(event.dataTransfer));
  });

  function take(event, { files, folders }) {
    for (const name of folders) say(list, words("noFolders", { name }));
    const pictures = files.filter(isPicture);
    const others = files.filter((file) => !isPicture(file));
    if (within(event, "[data-attachments]")) return attach(files);
    if (within(event, "[data-cover]") && pictures.length) takeCover(pictures.shift());
    if (pictures.length) addPictures(pictures, placeOf(event));
    if (others.length) attach(others);
  }

  function placeOf({ target, clientX, clientY }) {
    const isOnText = editor.view.dom.contains(target);
    const found = isOnText && editor.view.posAtCoords({ left: clientX, top: clientY });
    return found ? found.pos : editor.state.doc.content.size;
  }

  // A picture of the text itself that is dragged out of it comes as a file too.
  const mayTake = (event) => bringsFiles(event) && !editor.view.dragging && !document.querySelector("dialog:modal");
  const within = (event, group) => form.contains(event.target.closest?.(group));
}

const bringsFiles = (event) => event.dataTransfer.types.includes("Files");

// Words and links that are dragged into a field are its own affair.
const isForField = (event) => !bringsFiles(event) && event.target.closest?.(TAKES_WORDS);

// A folder comes as a file without content, which no server could be sent.
function filesOf(data) {
  const folders = [...data.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry?.isDirectory);
  const names = folders.map((entry) => entry.name);
  return { folders: names, files: [...data.files].filter((file) => !names.includes(file.name)) };
}
