// Fields that are as high as their text; a title is one line of words however it comes in.
const CAN_SIZE_ITSELF = CSS.supports("field-sizing", "content");

export function letGrow(field) {
  if (CAN_SIZE_ITSELF) return;
  const fit = () => {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  };
  field.addEventListener("input", fit);
  addEventListener("resize", fit);
  fit();
}

export function keepOnOneLine(field) {
  field.addEventListener("beforeinput", (event) => {
    if (event.inputType === "insertLineBreak" || event.inputType === "insertParagraph") event.preventDefault();
  });
  field.addEventListener("input", () => {
    if (!/[\r\n]/.test(field.value)) return;
    const { selectionStart: at, value } = field;
    const joined = (text) => text.replace(/\s*[\r\n]+\s*/g, " ");
    field.value = joined(value);
    const place = joined(value.slice(0, at)).length;
    field.setSelectionRange(place, place);
  });
}
