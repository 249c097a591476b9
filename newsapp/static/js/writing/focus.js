// What of the main picture stays in sight where it is cut: chosen by a click on it, or by two sliders.
import { element, words } from "./words.js";

const MIDDLE = { x: 50, y: 50 };
const within = (number) => Math.min(100, Math.max(0, Math.round(number)));

// `place` holds the picture; `field` keeps the point as "x,y" in per cent, and nothing for the middle.
export function openFocus(place, field, coverId) {
  const dot = element("span", { className: "focus-dot", "aria-hidden": "true" });
  const preview = element("img", { className: "focus-preview", alt: "" });
  const sliders = { x: slider("focusAcross", "x"), y: slider("focusDown", "y") };
  const reset = element("button", { type: "button", className: "way", textContent: words("focusReset") });
  const heading = element("summary", {});
  const panel = element(
    "details",
    { className: "focus-panel" },
    heading,
    element("p", { className: "field-hint", textContent: words("focusHint") }),
    ...sliders.x.both,
    ...sliders.y.both,
    reset,
  );
  place.classList.add("has-focus");
  place.append(dot, panel);

  const picture = () => [...place.children].find((child) => child.tagName === "IMG");
  const point = () => {
    const [x, y] = field.value.split(",").map(Number);
    return field.value && Number.isFinite(x) && Number.isFinite(y) ? { x, y } : { ...MIDDLE };
  };

  function put(change) {
    const { x, y } = { ...point(), ...change };
    field.value = x === MIDDLE.x && y === MIDDLE.y ? "" : `${x},${y}`;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  }

  function show() {
    const { x, y } = point();
    const image = picture();
    panel.hidden = dot.hidden = !image;
    heading.textContent = words(field.value ? "focusAt" : "focusMiddle", { x, y });
    reset.hidden = !field.value;
    for (const [name, value] of Object.entries({ x, y })) {
      sliders[name].input.value = value;
      sliders[name].input.setAttribute("aria-valuetext", `${value} %`);
    }
    if (!image) return preview.remove(); // the next picture that comes is the place's only one
    if (!preview.isConnected) heading.nextSibling.after(preview);
    image.title = words("focusHint");
    if (preview.src !== image.src) preview.src = image.src;
    preview.style.objectPosition = `${x}% ${y}%`;
    dot.style.left = `${image.offsetLeft + (image.offsetWidth * x) / 100}px`;
    dot.style.top = `${image.offsetTop + (image.offsetHeight * y) / 100}px`;
  }

  place.addEventListener("click", (event) => {
    if (event.target !== picture()) return;
    const { left, top, width, height } = event.target.getBoundingClientRect();
    put({ x: within(((event.clientX - left) / width) * 100), y: within(((event.clientY - top) / height) * 100) });
  });
  for (const name of ["x", "y"]) {
    sliders[name].input.addEventListener("input", (event) => {
      event.stopPropagation(); // `put` tells the form, with the field's new value
      put({ [name]: Number(sliders[name].input.value) });
    });
  }
  reset.addEventListener("click", () => {
    put(MIDDLE);
    heading.focus();
  });

  // Another picture has another middle.
  let shown = coverId.value;
  coverId.addEventListener("input", () => {
    if (coverId.value !== shown && field.value) put(MIDDLE);
    shown = coverId.value;
  });
  field.addEventListener("input", show);
  new MutationObserver(show).observe(place, { childList: true });
  new ResizeObserver(show).observe(place);
  show();
}

function slider(word, name) {
  const id = `cover-focus-${name}`;
  const input = element("input", { type: "range", id, min: 0, max: 100, step: 1 });
  const label = element("label", { htmlFor: id, textContent: words(word) });
  return { input, both: [label, input] };
}
