// What somebody writes who takes sigma and nothing else: fetch a graph, draw it. The same places, sizes and colours.
import Graph from "graphology";
import Sigma from "sigma";

const asked = new URLSearchParams(location.search);
const box = document.getElementById("box");
box.style.width = `${asked.get("width")}px`;
box.style.height = `${asked.get("height")}px`;
const graph = new Graph({ type: "undirected", multi: false });
graph.import(await (await fetch("./graph.json")).json());
window.alone = new Sigma(graph, box, {
  itemSizesReference: "positions", zoomToSizeRatioFunction: (ratio) => ratio, minEdgeThickness: 1.6, stagePadding: 34,
});
