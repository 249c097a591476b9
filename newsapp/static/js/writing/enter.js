// Enter in a field of one line leads on to the next field: it never sends the form.
const NOT_TYPED_IN = ["submit", "button", "image", "reset", "file", "hidden"];
const FIELDS = "input, select, textarea, [contenteditable=true]";

export function moveOnByEnter(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.defaultPrevented || !isOneLine(event.target)) return;
    event.preventDefault();
    if (!event.ctrlKey && !event.metaKey && !event.altKey) fieldAfter(form, event.target)?.focus();
  });
}

// The title may grow over several lines and is one all the same.
function isOneLine(field) {
  if (field.localName === "textarea") return field.name === "title";
  return field.localName === "input" && !NOT_TYPED_IN.includes(field.type);
}

function fieldAfter(form, field) {
  const fields = [...form.querySelectorAll(FIELDS)].filter((one) => one === field || canBeTypedIn(one));
  return fields[fields.indexOf(field) + 1];
}

function canBeTypedIn(field) {
  return !field.disabled && field.type !== "hidden" && field.tabIndex >= 0 && field.getClientRects().length > 0;
}
