// One file on its way to the server, with a progress bar where it was chosen.
import { sendFile } from "./sending.js";
import { element, words } from "./words.js";

const PICTURES = ["image/jpeg", "image/png", "image/webp"];
const under = new Set();

export const isPicture = (file) => PICTURES.includes(file.type);

// Resolves when nothing is on its way any more.
export async function uploadsDone() {
  while (under.size) await Promise.allSettled([...under]);
}

export const areUploading = () => under.size > 0;

export function hold(promise) {
  under.add(promise);
  promise.finally(() => under.delete(promise));
  return promise;
}

// Resolves to what the server says of the file, or to null; then the reason stands in `list`.
export function upload(address, file, list, limit) {
  const bar = element("progress", { max: 1, value: 0 });
  const line = element("li", {}, element("span", { textContent: words("uploading", { name: file.name }) }), bar);
  list.append(line);
  if (limit && file.size > limit) {
    fail(line, words("tooLarge", { name: file.name, limit: Math.floor(limit / 1e6) }));
    return Promise.resolve(null);
  }
  bar.setAttribute("aria-label", file.name);
  return hold(
    sendFile(address, file, (part) => (bar.value = part)).then(({ status, data }) => {
      if (status === 200) {
        line.remove();
        return data;
      }
      fail(line, data.error ?? words("failed", { name: file.name }));
      return null;
    }),
  );
}

export function say(list, text) {
  const line = element("li");
  list.append(line);
  fail(line, text, "told");
}

function fail(line, text, look = "failed") {
  line.className = look;
  line.replaceChildren(element("span", { textContent: text }));
  const close = element("button", { type: "button", className: "button button-small", textContent: "×" });
  close.setAttribute("aria-label", "×");
  close.addEventListener("click", () => line.remove());
  line.append(close);
}
