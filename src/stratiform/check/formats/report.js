"use strict";
// The page is whole without this script; it only hides what was not asked for.
const form = document.querySelector("form");
const cards = [...document.querySelectorAll("details[data-severity]")];
const sections = [...document.querySelectorAll("section[data-pillar]")];
const words = new Map(cards.map((card) => [card, card.textContent.toLowerCase()]));

function show() {
  const asked = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const least = Number(form.elements.severity.value);
  const pillar = form.elements.pillar.value;
  let shown = 0;
  for (const card of cards) {
    const section = card.closest("section");
    card.hidden =
      Number(card.dataset.severity) < least ||
      (pillar !== "" && section.dataset.pillar !== pillar) ||
      !asked.every((word) => words.get(card).includes(word));
    shown += card.hidden ? 0 : 1;
  }
  for (const section of sections) {
    section.hidden = ![...section.querySelectorAll("details[data-severity]")].some((card) => !card.hidden);
  }
  form.elements.shown.value = `${shown} of ${cards.length} shown`;
}

form.hidden = cards.length === 0;
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
show();
