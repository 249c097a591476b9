// What a reader's page does at once where scripts run. Each part works without them too.
import { enhanceLooks } from "./looks.js";
import { enhanceCopy } from "./copy.js";
import { enhancePrint } from "./print.js";

document.querySelectorAll(".looks-form").forEach(enhanceLooks);
document.querySelectorAll("[data-print]").forEach(enhancePrint);
document.querySelectorAll("[data-copy]").forEach(enhanceCopy);
const listen = document.querySelector("[data-start]");
if (listen && window.speechSynthesis && Intl.Segmenter) {
  import("./listen.js").then(({ offerListening }) => offerListening(listen));
}
