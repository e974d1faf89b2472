/** The network page's data drawn by Cytoscape.js, to be measured beside the page (benchmarks/network_page_bench.py). */

import cytoscape from "cytoscape";

import type { NetworkData } from "../src/network/data";

const data = JSON.parse(document.getElementById("network-data")?.textContent ?? "") as NetworkData;
cytoscape({
  container: document.getElementById("network"),
  layout: { name: "preset" },
  pixelRatio: 1,
  style: [
    { selector: "node", style: { label: "data(label)", "font-size": 10, width: 12, height: 12, "min-zoomed-font-size": 6 } },
    { selector: "edge", style: { width: 1.2, "curve-style": "haystack", opacity: 0.3 } },
  ],
  elements: [
    ...data.nodes.map(({ id, label, x, y }) => ({ data: { id, label: label.en }, position: { x, y: -y } })),
    ...data.edges.map(({ id, source, target }) => ({ data: { id, source, target } })),
  ],
});
