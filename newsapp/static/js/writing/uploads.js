// Files on their way to the server, each with a progress bar where it was chosen. What did not arrive can be sent again.
import { sendFile } from "./sending.js";
import { element, words } from "./words.js";

const NAMED_SO = /\.(?:jpe?g|png|webp|avif|gif|hei[cf]|tiff?|bmp)$/i;
const MOST_AT_ONCE = 3;
const under = new Set();

// Which kinds come in, and why one does not, is for the server to say. Some systems know no type; then the name says it.
export const isPicture = (file) => (file.type ? file.type.startsWith("image/") : NAMED_SO.test(file.name));

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

const queue = [];
let free = MOST_AT_ONCE;

async function inTurn(work) {
  if (free) free--;
  else await new Promise((resolve) => queue.push(resolve));
  try {
    return await work();
  } finally {
    const next = queue.shift();
    if (next) next();
    else free++;
  }
}

// Resolves to what the server says of the file, or to null once it is clear that it does not come; the reason stands in `list`.
export function upload(address, file, list, limit) {
  const line = element("li");
  list.append(line);
  if (limit && file.size > limit) {
    fail(line, words("tooLarge", { name: file.name, limit: Math.floor(limit / 1e6) }));
    return Promise.resolve(null);
  }
  return new Promise((resolve) => {
    function attempt() {
      const bar = element("progress", { max: 1, value: 0 });
      bar.setAttribute("aria-label", file.name);
      line.className = "";
      line.replaceChildren(element("span", { textContent: words("uploading", { name: file.name }) }), bar);
      hold(inTurn(() => sendFile(address, file, (part) => (bar.value = part))).then(arrived));
    }

    function arrived({ status, data }) {
      if (status === 200) {
        line.remove();
        if (data.notice) say(list, data.notice);
        resolve(data);
        return new Promise((settled) => setTimeout(settled)); // until it stands where it was sent for
      }
      const mayCome = status === 0 || status === 401 || status === 429 || status >= 500;
      fail(line, reason(status, data, file), mayCome ? { again: attempt, gone: () => resolve(null) } : {});
      return mayCome || resolve(null);
    }
    attempt();
  });
}

function reason(status, data, { name }) {
  if (status === 0) return words("uploadOffline", { name });
  if (status === 401) return words("uploadSignedOut", { name });
  return data.error ?? words("failed", { name });
}

export function say(list, text) {
  const line = element("li");
  list.append(line);
  fail(line, text, { look: "told" });
}

function fail(line, text, { look = "failed", again = null, gone = () => {} } = {}) {
  line.className = look;
  line.replaceChildren(element("span", { textContent: text }));
  if (again) {
    const button = element("button", { type: "button", className: "button button-small", textContent: words("tryAgain") });
    button.addEventListener("click", again);
    line.append(button);
  }
  const close = element("button", { type: "button", className: "button button-small", textContent: "×" });
  close.setAttribute("aria-label", words("closeNotice"));
  close.addEventListener("click", () => {
    line.remove();
    gone();
  });
  line.append(close);
}
