// Draws the table of relays as a network; the table stays below it.
"use strict";
(async () => {
  const place = document.getElementById("network");
  const answer = await fetch(place.dataset.address, { headers: { Accept: "application/json" } });
  const found = await answer.json();
  if (!found.relays.length) return;
  place.hidden = false;
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const nodes = new Map();
  const ties = [];
  for (const tie of found.relays) {
    const through = (tie.outlet ? "outlet " : "") + tie.through;
    if (!tie.outlet && !found.names[tie.through]) continue;
    if (!found.names[tie.speaker]) continue;
    nodes.set(through, { id: through, label: tie.outlet ? tie.through : found.names[tie.through].name, kind: tie.outlet ? "outlet" : nodes.get(through)?.kind || "relay" });
    if (!nodes.has(tie.speaker)) nodes.set(tie.speaker, { id: tie.speaker, label: found.names[tie.speaker].name, kind: "speaker" });
    ties.push({ source: tie.speaker, target: through, width: Math.min(8, 1 + Math.log2(tie.times)) });
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
  graph.on("tap", "node", (event) => {
    const id = event.target.id();
    location.href = id.startsWith("outlet ") ? "/articles?outlet=" + encodeURIComponent(id.slice(7)) : "/speakers/" + encodeURIComponent(id);
  });
})();
