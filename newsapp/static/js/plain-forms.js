// The staff's plain forms: Ctrl+S saves, and who leaves with words that were not sent is asked first.
let sent = null;

const choiceChanged = (select) => {
  const given = [...select.options].filter((option) => option.defaultSelected);
  const before = given.length || select.multiple ? given : [...select.options].slice(0, 1);
  return [...select.options].some((option) => option.selected !== before.includes(option));
};

// Asked of the fields themselves: a browser that comes back puts typed words in again without an event.
const isChanged = (field) => {
  if (field.type === "hidden" || field.disabled) return false;
  if (field.type === "file") return field.files.length > 0;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") return choiceChanged(field);
  return "defaultValue" in field && field.value !== field.defaultValue;
};

const forms = [...document.querySelectorAll("form.form[method=post]")];
// What the server sent back as wrong is in the fields, and saved nowhere.
const isUnsent = (form) => form.dataset.unsent !== undefined || [...form.elements].some(isChanged);

addEventListener("beforeunload", (event) => {
  if (forms.some((form) => form !== sent && isUnsent(form))) event.preventDefault();
});
document.addEventListener("submit", (event) => { sent = event.target; });
addEventListener("pageshow", () => { sent = null; });

addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "s") return;
  const form = document.activeElement?.closest("form.form[method=post]") ?? (forms.length === 1 ? forms[0] : null);
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button[value=save]") ?? form.querySelector("button:not([type=button])"));
});
