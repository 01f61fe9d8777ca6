// What somebody who looks at the page sees of the element that has the focus.
() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const last = window.keyboardStop;
  window.keyboardStop = at;
  const box = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  const tells = at.matches("input, select, textarea") ? at.labels?.[0]?.innerText : at.innerText;
  const named = at.getAttribute("aria-label") || tells || at.getAttribute("value") || "";
  // Inside the element, away from its rounded corners: what is on top there shall be the element itself.
  const inset = Math.min(4, box.width / 3, box.height / 3);
  const spots = [
    [box.left + box.width / 2, box.top + box.height / 2],
    [box.left + inset, box.top + inset],
    [box.right - inset, box.bottom - inset],
  ];
  const isOver = ([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return !top || !(at === top || at.contains(top) || top.contains(at) || [...(at.labels || [])].some((one) => one.contains(top)));
  };
  return {
    tag: at.localName,
    kind: at.type || "",
    role: at.getAttribute("role") || "",
    name: named.replace(/\s+/g, " ").trim(),
    group: at.closest("fieldset")?.querySelector("legend")?.innerText.trim() || "",
    isSkip: at.matches(".ds-skip-link"),
    isMain: at.id === "main",
    isSummary: at.matches(".p-error-summary"),
    isSeen: at.matches(":focus-visible") && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    isInWindow: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    isCovered: spots.every(isOver),
    isInText: style.display === "inline",
    size: [box.width, box.height],
    isSame: at === last,
    isBefore: Boolean(last?.isConnected && at !== last && at.compareDocumentPosition(last) & Node.DOCUMENT_POSITION_FOLLOWING),
    isFirst: !last,
    html: at.outerHTML.slice(0, 160),
  };
}
