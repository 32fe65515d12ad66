// Draws the stretch as a line that zooms from years to hours (wheel, pinch, drag); the lists stay below it.
"use strict";
(async () => {
  const place = document.getElementById("timeline");
  const answer = await fetch(place.dataset.address, { headers: { Accept: "application/json" } });
  const found = await answer.json();
  const names = place.dataset.groups.split("|");
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const short = (text) => (text && text.length > 44 ? text.slice(0, 43) + "…" : text || "؟");
  const time = (iso) => Date.parse(iso.length <= 10 ? iso + "T00:00" : iso.replace(" ", "T"));
  const DAY = 864e5;
  const read = (id, from, to) => `/articles/${encodeURIComponent(id)}` + (from === undefined ? "" : `?from=${from}&to=${to}#here`);
  const rows = [[], [], []];
  for (const a of found.articles) if (a.published) rows[0].push({ from: time(a.published), to: null, name: a.title, go: read(a.id) });
  for (const e of found.events) {
    const wide = e.last_day && e.last_day !== e.first_day;
    rows[1].push({ from: time(e.first_day), to: wide ? time(e.last_day) + DAY : null, name: e.text, go: read(e.article, e.start, e.stop) });
  }
  for (const d of found.placed) rows[2].push({ from: time(d.first_day), to: time(d.last_day) + DAY, name: d.title, go: read(d.article) });
  const used = [0, 1, 2].filter((group) => rows[group].length);
  if (!used.length) return;
  place.hidden = false;

  const LANES = 6;
  const data = [];
  used.forEach((group, at) => rows[group].sort((a, b) => a.from - b.from).forEach((item, n) => {
    data.push({ value: [item.from, at * (LANES + 1) + (n % LANES), item.to, group], name: short(item.name), go: item.go });
  }));
  const height = used.length * (LANES + 1);
  place.style.height = `${Math.max(14, height * 1.45)}rem`;
  const digits = document.documentElement.lang === "ar" ? `ar-u-nu-${place.dataset.digits}-ca-gregory` : "en-GB";
  const words = (options) => new Intl.DateTimeFormat(digits, options);
  const forms = { year: words({ year: "numeric" }), month: words({ month: "long" }), day: words({ day: "numeric", month: "short" }), hour: words({ hour: "2-digit", minute: "2-digit", hour12: false }) };
  const axis = (at) => {
    const day = new Date(at);
    const level = day.getHours() || day.getMinutes() ? "hour" : day.getDate() > 1 ? "day" : day.getMonth() ? "month" : "year";
    return forms[level].format(day);
  };
  const first = Math.min(...data.map((d) => d.value[0]));
  const last = Math.max(...data.map((d) => d.value[2] || d.value[0]));
  const room = Math.max(DAY, (last - first) * 0.08);
  // It opens on the stretch that holds most of it; a single old article does not squeeze the rest to a line.
  const sorted = data.map((d) => d.value[0]).sort((a, b) => a - b);
  const low = sorted[Math.floor(sorted.length * 0.1)];
  const high = sorted[Math.ceil(sorted.length * 0.95) - 1];
  const wide = Math.max(DAY, (high - low) * 0.1);
  const paint = ["--accent", "--commit", "--urge"].map(colour);

  const chart = echarts.init(place, null, { renderer: "canvas" });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: '"Noto Sans Arabic", sans-serif', color: colour("--ink") },
    grid: { left: 12, right: 12, top: 34, bottom: 12 },
    xAxis: {
      type: "time", min: first - room, max: last + room * 3, position: "top",
      axisLabel: { color: colour("--soft"), formatter: axis, hideOverlap: true },
      axisLine: { lineStyle: { color: colour("--line") } }, splitLine: { show: true, lineStyle: { color: colour("--line") } },
    },
    yAxis: { type: "value", min: -1, max: height, inverse: true, show: false },
    dataZoom: [{ type: "inside", filterMode: "none", minValueSpan: 36e5, startValue: low - wide, endValue: high + wide * 4 }],
    series: [
      ...used.map((group, at) => ({
        type: "scatter", name: names[group], symbol: ["circle", "diamond", "rect"][group], symbolSize: 9, itemStyle: { color: paint[group] },
        data: data.filter((d) => d.value[3] === group && !d.value[2]),
        label: { show: true, position: "right", formatter: "{b}", color: colour("--ink"), fontSize: 12 }, labelLayout: { hideOverlap: true },
        markLine: { silent: true, symbol: "none", lineStyle: { color: colour("--line"), type: "solid" }, label: { position: "insideStartTop", formatter: names[group], color: colour("--soft"), fontSize: 12 }, data: [{ yAxis: at * (LANES + 1) - 0.8 }] },
      })),
      {
        type: "custom", data: data.filter((d) => d.value[2]),
        renderItem: (params, api) => {
          const from = api.coord([api.value(0), api.value(1)]);
          const to = api.coord([api.value(2), api.value(1)]);
          const group = api.value(3);
          const wide = Math.max(8, to[0] - from[0]);
          return { type: "group", children: [
            { type: "rect", shape: { x: from[0], y: from[1] - 9, width: wide, height: 18, r: 4 }, style: { fill: colour("--tint"), stroke: paint[group], lineWidth: 1.5, lineDash: group === 2 ? [5, 4] : null } },
            { type: "text", silent: true, style: { text: data.filter((d) => d.value[2])[params.dataIndex].name, x: from[0] + 6, y: from[1], verticalAlign: "middle", fill: colour("--ink"), font: '12px "Noto Sans Arabic", sans-serif', overflow: "truncate", width: Math.max(60, wide - 10) } },
          ] };
        },
        encode: { x: [0, 2], y: 1 },
      },
    ],
  });
  chart.on("click", (event) => { if (event.data && event.data.go) location.href = event.data.go; });
  addEventListener("resize", () => chart.resize());
})();
