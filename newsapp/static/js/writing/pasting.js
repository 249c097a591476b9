// Pasting and dropping: markup goes by the server, which makes it plain; picture files are uploaded where they fall.
import { hold, isPicture, say } from "./uploads.js";
import { send } from "./sending.js";
import { words } from "./words.js";

export function pasteHandlers({ addresses, list, editor, addPictures, attach }) {
  return {
    // Before the editor has read the markup: styles in it would be stopped, and told, by the site's policy.
    paste(_view, event) {
      const html = event.clipboardData.getData("text/html");
      const files = [...event.clipboardData.files];
      if (html && !html.includes("data-pm-slice")) {
        event.preventDefault();
        takeMarkup(html, event.clipboardData.getData("text/plain"));
        return true;
      }
      if (!html && files.length) {
        event.preventDefault();
        take(files, editor().state.selection.from);
        return true;
      }
      return false;
    },
    drop(view, event) {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (!files.length) return false;
      event.preventDefault();
      take(files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.from);
      return true;
    },
  };

  function take(files, at) {
    addPictures(files.filter(isPicture), at);
    attach(files.filter((file) => !isPicture(file)));
  }

  async function takeMarkup(html, plain) {
    const text = editor();
    const line = document.createElement("li");
    line.textContent = words("pasting");
    list.append(line);
    const { status, data } = await hold(send(addresses.paste, { html }));
    line.remove();
    if (status === 200) {
      text.chain().focus().insertContent(data.html, { parseOptions: { preserveWhitespace: false } }).run();
      for (const notice of data.notices) say(list, notice);
    } else {
      text.chain().focus().insertContent(plain.split(/\n+/).filter(Boolean).map((line) => ({ type: "paragraph", content: [{ type: "text", text: line }] }))).run();
      say(list, data.error ?? words("pastePlain"));
    }
  }
}
