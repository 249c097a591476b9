// What a reader's page does at once where scripts run. Each part works without them too.
document.querySelectorAll(".looks-form").forEach(enhanceLooks);
document.querySelectorAll("[data-print]").forEach(enhancePrint);
document.querySelectorAll("[data-copy]").forEach(enhanceCopy);
document.querySelectorAll(".menu-more, .looks").forEach(closeOnLeaving);
const listen = document.querySelector("[data-start]");
if (listen && window.speechSynthesis && Intl.Segmenter) {
  import("./listen.js").then(({ offerListening }) => offerListening(listen));
}

// A submenu or the panel closes by Escape, and when the focus or a click goes elsewhere.
function closeOnLeaving(panel) {
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !panel.open) return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });
  const leave = ({ target }) => panel.contains(target) || (panel.open = false);
  document.addEventListener("focusin", leave);
  document.addEventListener("pointerdown", leave);
}

// "Cách hiển thị" and A-, A, A+ without a round trip: the same cookie and the same classes as the server sets.
function enhanceLooks(form) {
  const sizes = form.dataset.sizes.split(" ");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    choose(event.submitter.value, sizes);
    const words = ["light", "dark", "contrast", "spaced"].filter((word) => root().contains(word));
    const cookie = [current(sizes), ...words].join(".");
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `text_size=${cookie}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  });
}

function current(sizes) {
  return sizes.find((size) => root().contains(`text-${size}`));
}

function choose(step, sizes) {
  if (step === "contrast" || step === "spaced") return root().toggle(step);
  if (step === "auto" || step === "light" || step === "dark") {
    root().remove("light", "dark");
    return step === "auto" || root().add(step);
  }
  const size = current(sizes);
  const next = step === "usual" ? "100" : sizes[sizes.indexOf(size) + (step === "larger" ? 1 : -1)] ?? size;
  return root().replace(`text-${size}`, `text-${next}`);
}

function root() {
  return document.documentElement.classList;
}

// "Sao chép liên kết": shown only where the browser lets a page fill the clipboard.
function enhanceCopy(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector("link[rel=canonical]").href);
    button.textContent = button.dataset.copy;
  });
}

// "In" prints this page directly; without scripts its link opens the page for paper.
function enhancePrint(link) {
  link.hidden = false;
  let isWaiting = false; // who clicks again while the pictures come wants one print
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    if (isWaiting) return;
    isWaiting = true;
    await everyPicture();
    isWaiting = false;
    window.print();
  });
  const english = document.documentElement.lang === "en"; // 20 May 2020; in Vietnamese 20/05/2020
  window.addEventListener("beforeprint", () => {
    for (const place of document.querySelectorAll("[data-print-day]")) {
      place.textContent = new Date().toLocaleDateString("en-GB", english ? { dateStyle: "medium" } : {});
    }
  });
}

// Those further down may not have been fetched yet; one that cannot be had holds nobody up for long.
function everyPicture() {
  const fetched = [...document.images].map((image) => {
    image.loading = "eager";
    return image.decode().catch(() => {});
  });
  return Promise.race([Promise.all(fetched), new Promise((resolve) => setTimeout(resolve, 3000))]);
}
