// The desk reads without this; it only saves steps.
"use strict";

// A drawing's library is fetched when its place comes near the screen, and not before.
function drawnWhenNear(place, draw) {
  if (!place) return;
  const near = new IntersectionObserver((seen) => {
    if (!seen.some((each) => each.isIntersecting)) return;
    near.disconnect();
    const library = document.createElement("script");
    library.src = place.dataset.library;
    library.onload = () => draw(place);
    document.head.append(library);
  }, { rootMargin: "200px" });
  near.observe(place);
}

// The statement under the cursor or the focus lights up its card, and the card its words.
function pairs() {
  const cards = new Map();
  for (const card of document.querySelectorAll("[data-statement]")) cards.set(card.dataset.statement, card);
  const light = (anchor, on) => {
    const words = document.getElementById(anchor);
    const card = cards.get(anchor);
    if (words) words.classList.toggle("lit", on);
    if (card) card.classList.toggle("lit", on);
    return card;
  };
  for (const [anchor, card] of cards) {
    card.addEventListener("mouseenter", () => light(anchor, true));
    card.addEventListener("mouseleave", () => light(anchor, false));
    const words = document.getElementById(anchor);
    if (!words) continue;
    words.addEventListener("mouseenter", () => {
      const side = light(anchor, true).closest("aside");
      if (side.scrollHeight > side.clientHeight) side.scrollTop = card.offsetTop - side.offsetTop - 40;
    });
    words.addEventListener("mouseleave", () => light(anchor, false));
    words.addEventListener("focusin", () => light(anchor, true));
    words.addEventListener("focusout", () => light(anchor, false));
  }
}

// Words selected in the text go into the form that asks for them, at a button's press.
function picking() {
  for (const button of document.querySelectorAll("button.pick")) {
    button.addEventListener("click", () => { if (picked) button.form.elements.content.value = picked; });
  }
}
let picked = "";
document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const from = selection.anchorNode && selection.anchorNode.parentElement;
  if (!from || !from.closest(".body")) return;
  const copy = selection.rangeCount ? selection.getRangeAt(0).cloneContents() : null;
  if (!copy) return;
  for (const number of copy.querySelectorAll("a.n")) number.remove();
  if (copy.textContent.trim()) picked = copy.textContent.trim();
});

pairs();
picking();

// The review queue by keyboard: a right, s save, r reject, n next. Never while somebody is typing.
function keys() {
  if (!document.querySelector("[data-review]")) return;
  const codes = { KeyA: "a", KeyS: "s", KeyR: "r", KeyN: "n" };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    const key = codes[event.code];
    if (typing || !key || event.ctrlKey || event.metaKey || event.altKey) return;
    const wanted = document.querySelector(`[data-key="${key}"]`);
    if (wanted) { event.preventDefault(); wanted.click(); }
  });
}
keys();
