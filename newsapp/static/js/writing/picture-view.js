// A picture as it stands in the text being written: its caption is text; what it shows and who took it are fields below.
import { element, words } from "./words.js";

let count = 0;

export function pictureView({ node, view, getPos, editor }) {
  const number = ++count;
  const image = element("img", {});
  const caption = element("div", { className: "picture-caption" });
  const mark = element("span", { className: "picture-mark", id: `mark-${number}`, textContent: words("needsAlt") });
  const alt = field("alt", number, { maxLength: 300, placeholder: words("altHint") });
  const credit = field("credit", number, { maxLength: 100 });
  const decorative = element("input", { type: "checkbox", id: `decorative-${number}` });
  const remove = element("button", { type: "button", className: "button button-small", textContent: words("removePicture") });
  const fields = element(
    "div",
    { className: "picture-fields", contentEditable: "false" },
    mark,
    ...alt.both,
    ...credit.both,
    element("span", { className: "field-check" }, decorative, label(`decorative-${number}`, "decorative"), remove),
  );
  const dom = element("figure", {}, image, caption, fields);

  const change = (attributes) => view.dispatch(view.state.tr.setNodeMarkup(getPos(), null, { ...node.attrs, ...attributes }));
  alt.input.addEventListener("input", () => change({ alt: alt.input.value || null }));
  credit.input.addEventListener("input", () => change({ credit: credit.input.value }));
  decorative.addEventListener("change", () => change({ alt: decorative.checked ? "" : null }));
  remove.addEventListener("click", () => {
    view.dispatch(view.state.tr.delete(getPos(), getPos() + node.nodeSize));
    editor.commands.focus();
  });

  function show() {
    const { src, width, height, alignment } = node.attrs;
    for (const [name, value] of Object.entries({ src, width, height })) {
      if (value === null) image.removeAttribute(name);
      else if (image.getAttribute(name) !== String(value)) image.setAttribute(name, value);
    }
    image.alt = node.attrs.alt ?? "";
    dom.className = alignment ? `align-${alignment}` : "";
    const needsAlt = node.attrs.alt === null;
    dom.classList.toggle("needs-alt", needsAlt);
    mark.hidden = !needsAlt;
    if (needsAlt) alt.input.setAttribute("aria-describedby", mark.id);
    else alt.input.removeAttribute("aria-describedby");
    decorative.checked = node.attrs.alt === "";
    alt.input.disabled = decorative.checked;
    if (alt.input !== document.activeElement) alt.input.value = node.attrs.alt ?? "";
    if (credit.input !== document.activeElement) credit.input.value = node.attrs.credit;
    caption.classList.toggle("is-empty", node.firstChild.content.size === 0);
  }
  show();

  return {
    dom,
    contentDOM: caption,
    update(changed) {
      if (changed.type !== node.type) return false;
      node = changed;
      show();
      return true;
    },
    stopEvent: (event) => fields.contains(event.target),
    ignoreMutation: (mutation) => !caption.contains(mutation.target),
  };
}

export function captionView() {
  const dom = element("figcaption", {});
  dom.dataset.placeholder = words("caption");
  return { dom, contentDOM: dom };
}

function field(name, number, attributes) {
  const input = element("input", { id: `${name}-${number}`, type: "text", autocomplete: "off", ...attributes });
  return { input, both: [label(input.id, name), input] };
}

function label(target, word) {
  return element("label", { htmlFor: target, textContent: words(word) });
}
