// "Sao chép liên kết": shown only where the browser lets a page fill the clipboard.
export function enhanceCopy(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector("link[rel=canonical]").href);
    button.textContent = button.dataset.copy;
  });
}
