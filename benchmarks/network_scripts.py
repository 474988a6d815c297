"""What is run inside the pages to measure them."""

# When all nodes are drawn: our page and the bare one say so in an attribute, vis-network in an event.
FIRST = """
(() => {
  const done = () => requestAnimationFrame(() => requestAnimationFrame(() => { window.firstPicture = performance.now(); }));
  const look = () => {
    if (document.querySelector("[data-things]:not([data-things='0'])")) return done();
    if (typeof network !== "undefined" && network) {
      network.once("afterDrawing", done);
      network.once("stabilized", () => { window.atRest = performance.now(); });
      return undefined;
    }
    return requestAnimationFrame(look);
  };
  look();
})();
"""

TASKS = """
window.longTasks = [];
new PerformanceObserver((list) => list.getEntries().forEach((entry) => longTasks.push(entry.duration)))
  .observe({ type: "longtask" });
"""

# One event a frame for three seconds each; vis-network is moved by its own calls, which cost it less than gestures.
FRAMES = """
async () => {
  const run = (act) => new Promise((done) => {
    const began = performance.now();
    let frames = 0;
    const step = () => {
      act(frames);
      frames += 1;
      const took = performance.now() - began;
      if (took < 3000) requestAnimationFrame(step);
      else done((frames - 1) / took * 1000);
    };
    requestAnimationFrame(step);
  });
  const rest = () => new Promise((done) => setTimeout(done, 1000));
  if (typeof network !== "undefined" && network.moveTo) {
    const { x, y } = network.getViewPosition();
    const scale = network.getScale();
    const far = 200 / scale;
    const pan = await run((k) => network.moveTo({ position: { x: x + far * Math.sin(k / 10), y: y + far / 2 * Math.cos(k / 10) } }));
    await rest();
    return [pan, await run((k) => network.moveTo({ scale: scale * 1.5 ** (1 + Math.sin(k / 10)) }))];
  }
  const canvas = document.querySelector("canvas.sigma-mouse");
  const box = canvas.getBoundingClientRect();
  const send = (type, x, y, more = {}) => canvas.dispatchEvent(new (type === "wheel" ? WheelEvent : MouseEvent)(type, {
    bubbles: true, cancelable: true, clientX: box.x + x, clientY: box.y + y, button: 0, ...more,
  }));
  send("mousedown", 12, box.height / 2);
  const pan = await run((k) => send("mousemove", 12 + 200 * Math.sin(k / 10), box.height / 2 + 100 * Math.cos(k / 10)));
  send("mouseup", 12, box.height / 2);
  await rest();
  const zoom = await run((k) => send("wheel", box.width / 2, box.height / 2, { deltaY: k % 40 < 20 ? -100 : 100 }));
  return [pan, zoom];
}
"""
