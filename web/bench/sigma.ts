/** The network page's data drawn by sigma.js, to be measured beside the page (benchmarks/network_page_bench.py). */

import Graph from "graphology";
import Sigma from "sigma";

import type { NetworkData } from "../src/network/data";

const data = JSON.parse(document.getElementById("network-data")?.textContent ?? "") as NetworkData;
const graph = new Graph({ multi: true });
for (const { id, label, x, y } of data.nodes) graph.addNode(id, { x, y, label: label.en, size: 6, color: "#0a5878" });
for (const { id, source, target } of data.edges) graph.addEdgeWithKey(id, source, target, { size: 1.2, color: "#8899aa" });
const host = document.getElementById("network");
if (host) new Sigma(graph, host);
