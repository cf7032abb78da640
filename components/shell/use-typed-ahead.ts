import { useCallback, useEffect, useRef } from "react";

const isSign = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) =>
  key.length === 1 && !ctrlKey && !metaKey && !altKey;

const standsInModal = () => document.activeElement?.closest("[data-modal]") != null;

/**
 * Keeps what is typed between asking for the palette and its field being there, and keeps it from acting as
 * shortcuts of the page.
 *
 * @returns reads what was typed so far
 */
export function useTypedAhead(isOpen: boolean): () => string {
  const typed = useRef("");
  useEffect(() => {
    if (!isOpen) return;
    typed.current = "";
    const onKeyDown = (event: KeyboardEvent) => {
      if (standsInModal() || !(isSign(event) || event.key === "Backspace")) return;
      typed.current = isSign(event) ? typed.current + event.key : typed.current.slice(0, -1);
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("keydown", onKeyDown, true);
    return () => document.removeEventListener("keydown", onKeyDown, true);
  }, [isOpen]);
  return useCallback(() => typed.current, []);
}
