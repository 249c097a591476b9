// The markup of pastes that the server has not cleaned yet, kept in this browser. It is apart from the copy of the text,
// so that a large paste cannot take the room of what was typed.
const NAME = "newsapp";
const STORE = "pastes";
const A_MONTH = 30 * 86400_000;
const MOST = 32_000_000; // characters, of all together

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE, { keyPath: "id" }));
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
}

async function within(mode, use) {
  const database = await opened();
  try {
    const change = database.transaction(STORE, mode);
    const request = use(change.objectStore(STORE));
    await new Promise((resolve, reject) => {
      change.addEventListener("complete", resolve);
      change.addEventListener("abort", () => reject(change.error));
    });
    return request.result;
  } finally {
    database.close();
  }
}

let last = Promise.resolve(); // one after the other: what is dropped must not come back

function inTurn(work, otherwise) {
  last = last.then(work).catch(() => otherwise);
  return last;
}

// Resolves to whether there was room.
export function keepPaste(record) {
  return inTurn(async () => {
    const others = (await within("readonly", (store) => store.getAll())).filter(({ id }) => id !== record.id);
    if ([...others, record].reduce((sum, { html, rtf = "" }) => sum + html.length + rtf.length, 0) > MOST) return false;
    await within("readwrite", (store) => store.put(record));
    return true;
  }, false);
}

export function dropPaste(id) {
  return inTurn(() => within("readwrite", (store) => store.delete(id)));
}

// The pastes that are kept, oldest first.
export function keptPastes() {
  return inTurn(async () => {
    const all = await within("readonly", (store) => store.getAll());
    for (const { id, at } of all) if (Date.now() - at > A_MONTH) await within("readwrite", (store) => store.delete(id));
    return all.filter(({ at }) => Date.now() - at <= A_MONTH).sort((one, other) => one.at - other.at);
  }, []);
}
