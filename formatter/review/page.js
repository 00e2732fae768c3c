"use strict";
// Filters and order. Everything is in the page already; this only hides, shows and moves it.
(() => {
  const form = document.getElementById("controls");
  const ordered = document.getElementById("ordered");
  const segments = [...document.querySelectorAll(".segment")];
  const homes = segments.map((segment) => segment.parentElement);
  const speeches = [...document.querySelectorAll(".speech")];
  const texts = segments.map((segment) => segment.textContent.toLowerCase());
  const worst = segments.map((_, index) => index).sort((a, b) => segments[b].dataset.score - segments[a].dataset.score || a - b);
  let order = "reading";

  function wanted(segment, text, asked) {
    const found = segment.dataset.findings.split(" ").filter(Boolean);
    const shown = {
      all: true,
      findings: found.length > 0,
      clean: found.length === 0,
    };
    return (
      asked.origins.has(segment.dataset.origin) &&
      (!asked.speech || segment.dataset.speech === asked.speech) &&
      (shown[asked.show] ?? found.includes(asked.show)) &&
      asked.words.every((word) => text.includes(word))
    );
  }

  function arrange(next) {
    if (next === order) return;
    order = next;
    if (order === "worst") ordered.append(...worst.map((index) => segments[index]));
    else segments.forEach((segment, index) => homes[index].append(segment));
    ordered.hidden = order !== "worst";
  }

  function update() {
    const data = new FormData(form);
    const asked = {
      origins: new Set(data.getAll("origin")),
      speech: data.get("speech"),
      show: data.get("show"),
      words: data.get("text").toLowerCase().split(/\s+/).filter(Boolean),
    };
    arrange(data.get("order"));
    let count = 0;
    segments.forEach((segment, index) => {
      segment.hidden = !wanted(segment, texts[index], asked);
      count += !segment.hidden;
    });
    for (const speech of speeches) speech.hidden = !speech.querySelector(".segment:not([hidden])");
    document.getElementById("shown").textContent = `${count} of ${segments.length} segments`;
  }

  form.hidden = false;
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#seg-"]');
    const segment = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (segment?.hidden || segment?.closest("[hidden]")) {
      form.reset();
      update();
    }
  });
  update();
})();
