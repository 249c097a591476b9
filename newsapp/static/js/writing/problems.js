// What the server found wrong, said as its own page would: above the form, and beside each field.
import { element } from "./words.js";

export function showProblems(form, title, problems) {
  clearProblems(form);
  const list = element("ul");
  for (const { id, label, messages } of problems) {
    const field = id && document.getElementById(id);
    for (const message of messages) {
      const line = element("li");
      line.append(field ? element("a", { href: `#${id}`, textContent: `${label}: ${message}` }) : message);
      list.append(line);
    }
    if (field) mark(field, messages.join(" "));
  }
  const heading = element("h2", { id: "problems-title", textContent: title });
  const section = element("section", { className: "problems" }, heading, list);
  section.setAttribute("role", "alert");
  section.setAttribute("aria-labelledby", heading.id);
  document.querySelector("[data-others]").before(section);
}

export function clearProblems(form) {
  document.querySelector(".problems")?.remove();
  for (const error of form.querySelectorAll(".field-error[id]")) {
    const named = document.getElementById(error.id.replace(/-error$/, ""));
    error.remove();
    if (!named) continue;
    const field = typedIn(named);
    field.removeAttribute("aria-invalid");
    describe(field, (ids) => ids.filter((id) => id !== error.id));
  }
}

function mark(named, text) {
  const error = element("span", { className: "field-error", id: `${named.id}-error`, textContent: text });
  for (let around = named.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  (named.closest(".editor") ?? named).before(error);
  const field = typedIn(named);
  field.setAttribute("aria-invalid", "true");
  describe(field, (ids) => [...ids, error.id]);
}

// What has the field's name may be a box around the place where one types.
function typedIn(named) {
  return named.matches("input, select, textarea, [contenteditable]") ? named : (named.querySelector("input") ?? named);
}

function describe(field, change) {
  const ids = change((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  if (ids.length) field.setAttribute("aria-describedby", ids.join(" "));
  else field.removeAttribute("aria-describedby");
}
