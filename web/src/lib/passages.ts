/** The page of a document: the words that an address names (`#q-12-34`) are marked whole, not at their beginning alone. */

const ADDRESS = /^#q-(\d+)-(\d+)$/;

/** Marks what the address names, now and whenever it changes. */
export function startPassages(): void {
  if (!document.querySelector(".source .anchor")) return;
  show();
  window.addEventListener("hashchange", show);
}

function show(): void {
  const named = ADDRESS.exec(window.location.hash);
  const [start, end] = named ? [Number(named[1]), Number(named[2])] : [0, 0];
  for (const piece of document.querySelectorAll<HTMLElement>(".source mark[data-from]")) {
    const inside = Number(piece.dataset.from) >= start && Number(piece.dataset.to) <= end;
    piece.classList.toggle("is-shown", inside);
  }
  document.querySelector(".source mark.is-shown")?.scrollIntoView({ block: "center" });
}
