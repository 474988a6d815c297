import type { Place } from "./plane";

export interface Gestures {
  /** Nearer by a factor about a pixel, counted from the middle of the picture. */
  zoom: (factor: number, at: Place) => void;
  pan: (dx: number, dy: number) => void;
  /** A drag has begun (true) or ended; what is pressed during one is not clicked. */
  drag: (isOn: boolean) => void;
}

const STILL_PX = 4;

/** Wheel, drag and pinch on an element; gives what stops that. */
export function follow(element: Element, { zoom, pan, drag }: Gestures): () => void {
  const fingers = new Map<number, Place>();
  let moved = 0;
  const fromMiddle = (x: number, y: number): Place => {
    const box = element.getBoundingClientRect();
    return [x - box.left - box.width / 2, y - box.top - box.height / 2];
  };
  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 18 : event.deltaMode === 2 ? 300 : 1;
    // A pinch on a touchpad comes as a wheel with the control key, in small steps.
    const steps = Math.max(-240, Math.min(240, event.deltaY * unit)) * (event.ctrlKey ? 6 : 1);
    zoom(Math.exp(-steps * 0.0018), fromMiddle(event.clientX, event.clientY));
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    if (fingers.size === 0) moved = 0;
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
  };
  const move = (event: PointerEvent): void => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now: Place = [event.clientX, event.clientY];
    moved += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (moved < STILL_PX) return;
    if (!element.hasPointerCapture(event.pointerId)) {
      element.setPointerCapture(event.pointerId);
      drag(true);
    }
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, now);
    if (!other) {
      pan(now[0] - before[0], now[1] - before[1]);
      return;
    }
    const apart = (one: Place): number => Math.max(8, Math.hypot(one[0] - other[0], one[1] - other[1]));
    pan((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
    zoom(apart(now) / apart(before), fromMiddle((now[0] + other[0]) / 2, (now[1] + other[1]) / 2));
  };
  const up = (event: PointerEvent): void => {
    if (!fingers.delete(event.pointerId) || fingers.size > 0) return;
    // The click comes after this event and must still find the drag on.
    if (moved >= STILL_PX) setTimeout(() => drag(false));
  };
  const listeners: [string, (event: never) => void][] = [
    ["wheel", wheel], ["pointerdown", down], ["pointermove", move], ["pointerup", up], ["pointercancel", up],
  ];
  for (const [name, listener] of listeners) element.addEventListener(name, listener as EventListener, { passive: false });
  return () => listeners.forEach(([name, listener]) => element.removeEventListener(name, listener as EventListener));
}
