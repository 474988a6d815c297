import { start } from "./app/start";
import { Embedded } from "./data/embedded";

Embedded.open().then(
  (source) => start(source, document.documentElement.lang),
  (reason: unknown) => {
    const place = document.getElementById("app");
    if (place) place.textContent = reason instanceof Error ? reason.message : String(reason);
  },
);
