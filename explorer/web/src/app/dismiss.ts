import { useEffect, useRef } from "preact/hooks";

/** A box that closes on Escape, or when something outside it is pressed. */
export function useDismiss<Box extends HTMLElement>(isOpen: boolean, close: () => void) {
  const box = useRef<Box>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
      box.current?.querySelector<HTMLElement>("[aria-expanded]")?.focus();
    };
    const onPress = (event: Event): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) close();
    };
    const element = box.current;
    element?.addEventListener("keydown", onKey);
    document.addEventListener("pointerdown", onPress);
    return () => {
      element?.removeEventListener("keydown", onKey);
      document.removeEventListener("pointerdown", onPress);
    };
  }, [isOpen]);
  return box;
}
