"use strict";
/* What belongs together is shown together: pointing at a candidate, at what is shared or at a line picks out the rest. */
(() => {
  const picture = document.getElementById("picture");
  const tip = document.getElementById("tip");
  if (!picture) return;
  const ribbons = [...picture.querySelectorAll(".ribbon")];
  const boxes = [...picture.querySelectorAll(".box")];
  const pins = [...document.querySelectorAll(".pin")];
  const network = document.querySelector(".network");

  function pick(test) {
    const chosen = new Set(["seeker"]);
    for (const ribbon of ribbons) {
      const on = test(ribbon);
      ribbon.classList.toggle("on", on);
      if (!on) continue;
      chosen.add(ribbon.dataset.shared);
      if (ribbon.dataset.reason) chosen.add(`c${ribbon.dataset.candidates}`);
    }
    for (const box of boxes) box.classList.toggle("on", chosen.has(box.dataset.box));
    for (const pin of pins) pin.classList.toggle("on", chosen.has(`c${pin.dataset.rank}`));
    picture.classList.add("choosing");
    network.classList.add("choosing");
  }

  function release() {
    picture.classList.remove("choosing");
    network.classList.remove("choosing");
    for (const one of [...ribbons, ...boxes, ...pins]) one.classList.remove("on");
    tip.hidden = true;
  }

  const candidates = (ribbon) => ribbon.dataset.candidates.split(" ");
  const pickCandidate = (rank) => pick((ribbon) => candidates(ribbon).includes(rank));

  function point(target) {
    const ribbon = target.closest(".ribbon");
    const box = target.closest(".box");
    const holder = target.closest("[data-rank]");
    if (ribbon?.dataset.reason) {
      pick((one) => one === ribbon || (one.dataset.shared === ribbon.dataset.shared && !one.dataset.reason));
    } else if (ribbon) {
      pick((one) => one.dataset.shared === ribbon.dataset.shared);
    } else if (box?.dataset.box.startsWith("s") && box.dataset.box !== "seeker") {
      pick((one) => one.dataset.shared === box.dataset.box);
    } else if (box?.dataset.box.startsWith("c")) {
      pickCandidate(box.dataset.box.slice(1));
    } else if (holder) {
      pickCandidate(holder.dataset.rank);
    } else {
      release();
    }
    return ribbon;
  }

  function explain(ribbon, event) {
    const reason = ribbon?.dataset.reason && document.getElementById(ribbon.dataset.reason);
    tip.hidden = !reason;
    if (!reason) return;
    const line = (text) => Object.assign(document.createElement("p"), { textContent: text });
    const weight = reason.querySelector(".weight").lastChild.textContent;
    const sources = [...reason.querySelectorAll(".sources li")].slice(0, 3).map((one) => line(one.textContent));
    tip.replaceChildren(line(`${reason.querySelector(".text").textContent} (${weight.trim()})`), ...sources);
    const box = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(event.clientX + 14, innerWidth - box.width - 8))}px`;
    tip.style.top = `${event.clientY + 18 + box.height > innerHeight ? event.clientY - box.height - 12 : event.clientY + 18}px`;
  }

  function open(id) {
    const element = document.getElementById(id);
    if (!element) return;
    const details = element.querySelector("details");
    if (details && id.startsWith("r")) details.open = true;
    location.hash = id;
    element.scrollIntoView({ block: "center" });
  }

  document.addEventListener("pointermove", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target) explain(point(target), event);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-rank]")) point(event.target);
  });
  document.addEventListener("pointerleave", release);
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const ribbon = target?.closest(".ribbon[data-reason]");
    const box = target?.closest(".box.candidate");
    const pin = target?.closest(".pin");
    if (ribbon) open(ribbon.dataset.reason);
    else if (box) open(box.dataset.box);
    else if (pin) open(`c${pin.dataset.rank}`);
  });
})();
