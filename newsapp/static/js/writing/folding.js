// Text as it is compared: in small letters, and without Vietnamese marks where these are not to count.
const MARKS = /\p{M}/gu;

export function fold(text, keepsMarks = false) {
  const plain = text.replace(/\u00a0/g, " ").toLowerCase();
  if (keepsMarks) return plain.normalize("NFC");
  return plain.normalize("NFD").replace(MARKS, "").replace(/đ/g, "d");
}

// The folded text, and where in the original each of its letters stands: at[i] for letter i, at[length] for the end.
export function foldWithPlaces(text, keepsMarks) {
  const folded = fold(text, keepsMarks);
  MARKS.lastIndex = 0;
  if (folded.length === text.length && !MARKS.test(text)) return { folded, at: null }; // letter for letter
  let joined = "";
  const at = [];
  for (const { 0: letter, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const one = fold(letter, keepsMarks);
    joined += one;
    for (let i = 0; i < one.length; i++) at.push(index);
  }
  at.push(text.length);
  return { folded: joined, at };
}
