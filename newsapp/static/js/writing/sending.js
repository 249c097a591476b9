// Talking to the server: with the form's token, which is renewed when the session was opened anew.
let token = "";
const signedOut = new EventTarget();

export function onSignedOut(listener) {
  signedOut.addEventListener("signed-out", listener);
}

export function useToken(fresh) {
  token = fresh;
  for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = fresh;
}

const AS_LONG = 60_000; // milliseconds: who waits for an answer longer has lost the connection

function headers(more = {}) {
  return { Accept: "application/json", "X-CSRFToken": token, ...more };
}

// Resolves to {status, data}; status 0 is a lost connection. keepalive: it goes on when the page is closed meanwhile.
export async function send(address, body, { again = true, keepalive = false } = {}) {
  const isForm = body instanceof FormData;
  if (isForm) body.delete("csrf_token"); // the header has it, and renewed where it had grown old
  let answer, data;
  try {
    answer = await fetch(address, {
      method: "POST",
      headers: headers(isForm ? {} : { "Content-Type": "application/json" }),
      body: isForm ? body : JSON.stringify(body),
      keepalive,
      signal: AbortSignal.timeout(AS_LONG),
    });
    data = await answer.json().catch(() => ({}));
  } catch {
    return { status: 0, data: {} };
  }
  if (answer.status === 400 && data.token && again) {
    useToken(data.token);
    return send(address, body, { again: false, keepalive });
  }
  if (answer.status === 401) signedOut.dispatchEvent(new CustomEvent("signed-out", { detail: data }));
  return { status: answer.status, data };
}

export async function ask(address) {
  try {
    const answer = await fetch(address, { headers: headers() });
    return { status: answer.status, data: await answer.json().catch(() => ({})) };
  } catch {
    return { status: 0, data: {} };
  }
}

// The same as send, with one file and its progress from 0 to 1.
export function sendFile(address, file, progress, again = true) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file);
    request.open("POST", address);
    for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => event.lengthComputable && progress(event.loaded / event.total));
    request.addEventListener("error", () => resolve({ status: 0, data: {} }));
    request.addEventListener("load", () => {
      const data = request.response ?? {};
      if (request.status === 400 && data.token && again) {
        useToken(data.token);
        resolve(sendFile(address, file, progress, false));
        return;
      }
      if (request.status === 401) signedOut.dispatchEvent(new CustomEvent("signed-out", { detail: data }));
      resolve({ status: request.status, data });
    });
    request.send(body);
  });
}
