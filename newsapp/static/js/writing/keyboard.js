// Where a browser lays its screen keyboard over the page, what is fixed below moves up above it.
export function stayAboveKeyboard() {
  const seen = window.visualViewport;
  if (!seen) return;
  const fit = () => {
    const covered = seen.scale === 1 ? Math.max(0, innerHeight - seen.height - seen.offsetTop) : 0;
    document.documentElement.style.setProperty("--keyboard", `${Math.round(covered)}px`);
  };
  seen.addEventListener("resize", fit);
  seen.addEventListener("scroll", fit);
}
