/**
 * Tables that sort: `<table class="table" data-sort>` with `<th scope="col">` heads. Each head becomes a button that
 * sorts by its column, again for the other direction; `data-value` of a cell is compared where it stands, else its
 * text. Numbers sort as numbers, everything else by the page's language; empty cells come last.
 */

export type Direction = "ascending" | "descending";

/** Makes the tables below an element sort. */
export function startTables(root: ParentNode = document): void {
  for (const table of root.querySelectorAll<HTMLTableElement>("table[data-sort]")) makeSortable(table);
}

/** Makes a table's heads buttons that sort it. */
export function makeSortable(table: HTMLTableElement): void {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  heads.forEach((head, column) => {
    if (head.querySelector("button") || !head.textContent?.trim()) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const direction = head.ariaSort === "ascending" ? "descending" : "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", direction);
      sortRows(table, column, direction);
    });
  });
}

function sortRows(table: HTMLTableElement, column: number, direction: Direction): void {
  for (const body of table.tBodies) {
    const rows = [...body.rows].map((row) => ({ row, value: valueOf(row.cells[column]) }));
    const compare = comparison(direction);
    rows.sort((one, other) => compare(one.value, other.value));
    body.append(...rows.map(({ row }) => row));
  }
}

function valueOf(cell: HTMLTableCellElement | undefined): string {
  return cell?.dataset.value ?? cell?.textContent?.trim() ?? "";
}

/** How two values compare in a direction. */
export function comparison(direction: Direction): (one: string, other: string) => number {
  const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
  const sign = direction === "ascending" ? 1 : -1;
  return (one, other) => {
    if (!one || !other) return one ? -1 : other ? 1 : 0;
    const [a, b] = [Number(one), Number(other)];
    const both = !Number.isNaN(a) && !Number.isNaN(b);
    return sign * (both ? a - b : collator.compare(one, other));
  };
}
