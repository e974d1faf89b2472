/** The view as files: a picture, and the ties that are drawn as a table. */

import { save } from "../lib/html";
import type { Line, View } from "./view";
import { type Words, words } from "./words";

const HEADS = ["source", "source_name", "target", "target_name", "directed", "basis", "kind", "status", "year", "topics", "reported_by", "document", "start", "end", "quote"];

export function savePicture(canvas: HTMLCanvasElement): void {
  canvas.toBlob((blob) => blob && save("network.png", blob), "image/png");
}

/** One row a tie and sentence (RFC 4180); a line that follows has one row without a sentence. */
export function saveTable(view: View, names: Words): void {
  const rows = view.lines.flatMap((line) => rowsOf(line, names));
  const text = [HEADS, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
  save("network.csv", new Blob(["\ufeff", text, "\r\n"], { type: "text/csv;charset=utf-8" }));
}

function rowsOf(line: Line, names: Words): (string | number)[][] {
  const ends = [line.source.id, words(line.source.label), line.target.id, words(line.target.label), line.directed ? "yes" : "no"];
  if (!line.edges.length) {
    const through = line.through.map((one) => one.through).join(" ");
    return [[...ends, "follows", line.kind, "", "", through, "", "", "", "", ""]];
  }
  return line.edges.flatMap((edge) => {
    const said = [...ends, "stated", edge.kind, edge.status ?? "", edge.year ?? "", edge.topics.join(" "), edge.reportedBy.join(" ")];
    const sentences = edge.sentences.flatMap((place) => names.data.sentences[place] ?? []);
    if (!sentences.length) return [[...said, "", "", "", ""]];
    return sentences.map(({ document, start, end, quote }) => [...said, document, start, end, quote]);
  });
}

/** A field; what a spreadsheet would take for a formula is made text. */
function cell(value: string | number): string {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
