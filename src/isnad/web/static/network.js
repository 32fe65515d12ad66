// Draws the table of relays as a network; the table stays below it.
"use strict";
function network(place) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const nodes = new Map();
  const ties = [];
  // The strongest ties that the place has room for; the table holds them all.
  const room = Math.max(16, Math.floor((place.clientWidth * place.clientHeight) / 11000));
  const rows = [...document.querySelectorAll("[data-ties] tr")].sort((x, y) => y.dataset.times - x.dataset.times);
  for (const row of rows.slice(0, room)) {
    const [from, to] = [...row.querySelectorAll("a")];
    if (row.querySelectorAll("a").length !== 2) continue;
    const outlet = "outlet" in row.dataset;
    const known = nodes.get(from.href);
    nodes.set(from.href, { id: from.href, label: from.textContent, kind: outlet ? "outlet" : known && known.kind === "outlet" ? "outlet" : "relay" });
    if (!nodes.has(to.href)) nodes.set(to.href, { id: to.href, label: to.textContent, kind: "speaker" });
    ties.push({ source: to.href, target: from.href, width: Math.min(5, 1 + Math.log2(Number(row.dataset.times)) / 2) });
  }
  // Every node begins in a place of its own, the same each time, so that the drawing is the same each time.
  const spiral = (at) => ({ x: 40 * Math.sqrt(at + 1) * Math.cos(at * 2.4), y: 26 * Math.sqrt(at + 1) * Math.sin(at * 2.4) });
  const short = (text) => (text.length > 28 ? text.slice(0, 27) + "…" : text);
  const graph = cytoscape({
    container: place,
    elements: [...[...nodes.values()].map((data, at) => ({ data: { ...data, label: short(data.label) }, position: spiral(at) })), ...ties.map((data) => ({ data }))],
    layout: { name: "cose", animate: false, nodeDimensionsIncludeLabels: true, padding: 20, randomize: false, nodeRepulsion: () => 40000, idealEdgeLength: () => 60, nodeOverlap: 30, componentSpacing: 40, gravity: 0.6, numIter: 2500 },
    style: [
      { selector: "node", style: { label: "data(label)", "font-family": "Noto Sans Arabic, sans-serif", "font-size": 13, color: colour("--ink"), "text-valign": "bottom", "text-margin-y": 4, "background-color": colour("--accent"), width: 16, height: 16, "text-background-color": colour("--card"), "text-background-opacity": 0.85 } },
      { selector: "node[kind = 'relay']", style: { shape: "diamond", "background-color": colour("--commit"), width: 22, height: 22 } },
      { selector: "node[kind = 'outlet']", style: { shape: "rectangle", "background-color": colour("--urge") } },
      { selector: "edge", style: { width: "data(width)", "line-color": colour("--soft"), "line-opacity": 0.45, "target-arrow-color": colour("--soft"), "target-arrow-shape": "triangle", "curve-style": "bezier" } },
    ],
  });
  // The layout is as wide as it is high; the place is not.
  const drawn = graph.nodes().boundingBox({ includeLabels: false });
  const edge = { x: Math.min(90, place.clientWidth / 5), y: 30 };
  const wide = (place.clientWidth - 2 * edge.x) / Math.max(1, drawn.w);
  const high = (place.clientHeight - 2 * edge.y - 12) / Math.max(1, drawn.h);
  graph.nodes().positions((node) => ({ x: edge.x + (node.position("x") - drawn.x1) * wide, y: edge.y + (node.position("y") - drawn.y1) * high }));
  graph.viewport({ zoom: 1, pan: { x: 0, y: 0 } });
  graph.on("tap", "node", (event) => { location.href = event.target.id(); });
}
drawnWhenNear(document.getElementById("network"), network);
