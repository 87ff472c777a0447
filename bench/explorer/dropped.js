// What Gephi Lite does with a dropped file, and nothing else: graphology's reader, random places, as many steps of ForceAtlas2 as are asked for, sigma.
import Graph from "graphology";
import gexf from "graphology-gexf/browser";
import graphml from "graphology-graphml/browser";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Sigma from "sigma";

const steps = Number(new URLSearchParams(location.search).get("steps"));
document.body.addEventListener("dragover", (event) => event.preventDefault());
document.body.addEventListener("drop", async (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer.files;
  const { parse } = file.name.endsWith(".gexf") ? gexf : graphml;
  const graph = parse(Graph, await file.text());
  graph.forEachNode((node) => graph.mergeNodeAttributes(node, { x: Math.random() * 100, y: Math.random() * 100 }));
  if (steps) forceAtlas2.assign(graph, { iterations: steps, settings: forceAtlas2.inferSettings(graph) });
  graph.forEachNode((node) => graph.mergeNodeAttributes(node, { size: 1 + Math.sqrt(graph.degree(node)) }));
  window.alone = new Sigma(graph, document.getElementById("box"));
});
