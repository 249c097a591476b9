// "Cách hiển thị" and A-, A, A+ without a round trip: the same cookie and the same classes as the server sets.
const A_YEAR = 31536000;
const root = document.documentElement.classList;

export function enhanceLooks(form) {
  const sizes = form.dataset.sizes.split(" ");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    choose(event.submitter.value, sizes);
    const words = ["light", "dark", "contrast", "spaced"].filter((word) => root.contains(word));
    const cookie = [current(sizes), ...words].join(".");
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `text_size=${cookie}; Path=/; Max-Age=${A_YEAR}; SameSite=Lax${secure}`;
  });
}

const current = (sizes) => sizes.find((size) => root.contains(`text-${size}`));

function choose(step, sizes) {
  if (step === "contrast" || step === "spaced") return root.toggle(step);
  if (step === "auto" || step === "light" || step === "dark") {
    root.remove("light", "dark");
    return step === "auto" || root.add(step);
  }
  const size = current(sizes);
  const next = step === "usual" ? "100" : sizes[sizes.indexOf(size) + (step === "larger" ? 1 : -1)] ?? size;
  return root.replace(`text-${size}`, `text-${next}`);
}
