// "In" prints this page directly; without scripts its link opens the page for paper.
export function enhancePrint(link) {
  link.hidden = false;
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    await everyPicture();
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
