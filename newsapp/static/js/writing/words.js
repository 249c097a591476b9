// What scripts say, in the page's language: templates/admin/articles/_words.html holds it.
const said = {};
for (const node of document.getElementById("words")?.content.children ?? []) said[node.dataset.word] = node.textContent;

export function words(name, values = {}) {
  return said[name].replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
}

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in made && name !== "list") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}
