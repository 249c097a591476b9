// A browser offers a list for the whole field; here each name after a comma gets offers of its own.
export function suggestTags(field) {
  const list = field.list;
  const names = [...list.options].map((option) => option.value);
  field.addEventListener("input", () => {
    const typed = field.value.split(",");
    typed.pop();
    const before = typed.map((name) => name.trim()).filter(Boolean);
    const start = before.map((name) => `${name}, `).join("");
    const had = new Set(before.map((name) => name.toLowerCase()));
    list.replaceChildren(...names.filter((name) => !had.has(name.toLowerCase())).map((name) => new Option(start + name)));
    for (const option of list.options) option.value = option.text;
  });
}
