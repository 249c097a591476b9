// "In" prints this page directly; without scripts its link opens the page for paper.
export function enhancePrint(link) {
  link.hidden = false;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    window.print();
  });
  const english = document.documentElement.lang === "en"; // 20 May 2020; in Vietnamese 20/05/2020
  window.addEventListener("beforeprint", () => {
    for (const place of document.querySelectorAll("[data-print-day]")) {
      place.textContent = new Date().toLocaleDateString("en-GB", english ? { dateStyle: "medium" } : {});
    }
  });
}
