// "Nghe": the browser's own voice reads the article, where it has one for the article's language.
const SPEEDS = [1, 1.25, 1.5, 0.75];
const LONGEST = 180; // characters: Chromium falls silent where one utterance takes longer than fifteen seconds
const BLOCKS = "h1, .story-summary, .prose :is(p, li, h2, h3, h4, th, td, figcaption, caption)";

export function offerListening(place) {
  const synthesis = window.speechSynthesis;
  const [main, speed] = place.querySelectorAll("button");
  const { language, start, pause, resume } = place.dataset;
  const sentences = inSentences(place.closest(".story"), language);
  let next = 0;
  let rate = 0;
  let voice = null;
  let speaking = null; // what the voice says now: the end of any other is no news

  function find() {
    voice = synthesis.getVoices().find((one) => one.lang.split(/[-_]/)[0].toLowerCase() === language);
    place.hidden = !voice || !sentences.length;
  }

  function say() {
    const utterance = new SpeechSynthesisUtterance(sentences[next]);
    Object.assign(utterance, { voice, lang: voice.lang, rate: SPEEDS[rate] });
    utterance.onend = () => {
      if (speaking !== utterance) return;
      next += 1;
      if (next < sentences.length) return say();
      next = 0;
      stop(start);
    };
    utterance.onerror = () => speaking === utterance && stop(resume);
    speaking = utterance;
    main.textContent = pause;
    synthesis.speak(utterance);
  }

  // The voice's own pause forgets its place on phones: it stops, and goes on with the sentence it was in.
  function stop(offered) {
    speaking = null;
    synthesis.cancel();
    main.textContent = offered;
  }

  main.addEventListener("click", () => (speaking ? stop(resume) : say()));
  speed.addEventListener("click", () => {
    rate = (rate + 1) % SPEEDS.length;
    speed.textContent = `${SPEEDS[rate].toLocaleString(language)}×`;
    if (!speaking) return;
    stop(resume);
    say();
  });
  addEventListener("pagehide", () => stop(resume));
  synthesis.addEventListener("voiceschanged", find);
  find();
}

function inSentences(story, language) {
  const blocks = [...story.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  const segmenter = new Intl.Segmenter(language, { granularity: "sentence" });
  return blocks.flatMap((block) => [...segmenter.segment(block.textContent.replace(/\s+/g, " "))].flatMap(short));
}

function short({ segment }) {
  const parts = [];
  let rest = segment.trim();
  while (rest.length > LONGEST) {
    const [head] = rest.slice(0, LONGEST).match(/.*[,;:](?= )|.* |.*/);
    parts.push(head.trim());
    rest = rest.slice(head.length).trim();
  }
  return rest ? [...parts, rest] : parts;
}
