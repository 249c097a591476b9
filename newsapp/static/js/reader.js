// What a reader's page does at once where scripts run. Each part works without them too.
import { enhanceTextSize } from "./text-size.js";
import { enhancePrint } from "./print.js";

document.querySelectorAll("form.text-size").forEach(enhanceTextSize);
document.querySelectorAll("[data-print]").forEach(enhancePrint);
