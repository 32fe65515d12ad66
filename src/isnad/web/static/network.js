// Draws the table of relays as a network; the table stays below it.
"use strict";
function network(place) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const nodes = new Map();
  const ties = [];
  for (const row of document.querySelectorAll("[data-ties] tr")) {
    const [from, to] = [...row.querySelectorAll("a")];
    if (row.querySelectorAll("a").length !== 2) continue;
    const outlet = "outlet" in row.dataset;
    const known = nodes.get(from.href);
    nodes.set(from.href, { id: from.href, label: from.textContent, kind: outlet ? "outlet" : known && known.kind === "outlet" ? "outlet" : "relay" });
    if (!nodes.has(to.href)) nodes.set(to.href, { id: to.href, label: to.textContent, kind: "speaker" });
    ties.push({ source: to.href, target: from.href, width: Math.min(8, 1 + Math.log2(Number(row.dataset.times))) });
  }
  const short = (text) => (text.length > 28 ? text.slice(0, 27) + "…" : text);
  const graph = cytoscape({
    container: place,
    elements: [...[...nodes.values()].map((data) => ({ data: { ...data, label: short(data.label) } })), ...ties.map((data) => ({ data }))],
    layout: { name: "cose", animate: false, nodeDimensionsIncludeLabels: true, padding: 16, randomize: false, nodeRepulsion: 2500, idealEdgeLength: 34, gravity: 1.5, boundingBox: { x1: 0, y1: 0, w: place.clientWidth, h: place.clientHeight } },
    style: [
      { selector: "node", style: { label: "data(label)", "font-family": "Noto Sans Arabic, sans-serif", "font-size": 13, color: colour("--ink"), "text-valign": "bottom", "text-margin-y": 4, "background-color": colour("--accent"), width: 16, height: 16, "text-background-color": colour("--card"), "text-background-opacity": 0.85 } },
      { selector: "node[kind = 'relay']", style: { shape: "diamond", "background-color": colour("--commit"), width: 22, height: 22 } },
      { selector: "node[kind = 'outlet']", style: { shape: "rectangle", "background-color": colour("--urge") } },
      { selector: "edge", style: { width: "data(width)", "line-color": colour("--soft"), "line-opacity": 0.45, "target-arrow-color": colour("--soft"), "target-arrow-shape": "triangle", "curve-style": "bezier" } },
    ],
  });
  graph.on("tap", "node", (event) => { location.href = event.target.id(); });
}
drawnWhenNear(document.getElementById("network"), network);
