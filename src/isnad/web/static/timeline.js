// Draws the stretch as a line that zooms from years to hours (wheel, pinch, drag); the lists stay below it.
"use strict";
async function timeline(place) {
  const names = place.dataset.groups.split("|");
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const short = (text) => (text && text.length > 44 ? text.slice(0, 43) + "…" : text || "؟");
  const time = (iso) => Date.parse(iso.length <= 10 ? iso + "T00:00" : iso.replace(" ", "T"));
  const DAY = 864e5;
  // The lists hold everything that is drawn: a link, its words, and when; two times are a stretch.
  const rows = [0, 1, 2].map((lane) => [...document.querySelectorAll(`[data-lane="${lane}"] > li`)].flatMap((line) => {
    const [first, last] = [...line.querySelectorAll("time")].map((at) => at.dateTime);
    const link = line.querySelector("a");
    const words = [...link.querySelectorAll("bdi")].pop();
    return first ? [{ from: time(first), to: last ? time(last) + DAY : null, name: words.textContent.trim(), go: link.href }] : [];
  }));
  const used = [0, 1, 2].filter((group) => rows[group].length);
  if (!used.length) return;

  // What many pages tell of one day in the same words is one mark.
  for (const group of used) {
    const met = new Set();
    rows[group] = rows[group].sort((x, y) => x.from - y.from).filter((item) => {
      const key = `${item.from} ${item.to} ${item.name}`;
      return !met.has(key) && met.add(key);
    });
  }
  // It opens on the stretch that holds most of it; a single old article does not squeeze the rest to a line.
  const starts = used.flatMap((group) => rows[group].map((item) => item.from)).sort((x, y) => x - y);
  const low = starts[Math.floor(starts.length * 0.1)];
  const high = starts[Math.ceil(starts.length * 0.95) - 1];
  const margin = Math.max(DAY, (high - low) * 0.1);
  const opens = [low - margin, high + margin];
  const pixels = place.clientWidth / (opens[1] - opens[0]);
  // Each mark goes to the first lane with room for its words; where none has room, it stands without them in a last one.
  // As many lanes as the place, whose height the page has given, has room for.
  const LANES = Math.max(1, Math.floor((place.clientHeight / 24 - 3) / used.length - 2.2));
  const data = [];
  let height = 0;
  const tops = used.map((group) => {
    const ends = [];
    const top = height;
    for (const item of rows[group]) {
      const words = short(item.name);
      const from = item.from * pixels;
      const width = 30 + words.length * 6.5;
      // Near the far edge the words stand before their mark, so that none is cut.
      const at = (item.from - opens[0]) * pixels;
      const before = !item.to && at > place.clientWidth - width && at > width;
      const begins = before ? from - width : from;
      let lane = ends.findIndex((end) => end < begins);
      if (lane < 0 && ends.length < LANES) lane = ends.push(-Infinity) - 1;
      const fits = lane >= 0;
      if (!fits) lane = LANES;
      else ends[lane] = Math.max(before ? from + 12 : from + width, item.to ? item.to * pixels : 0);
      const label = item.to ? { position: [12, -9] } : before ? { position: "left" } : {};
      data.push({ value: [item.from, top + lane, item.to, group], name: fits ? words : "", go: item.go, label });
    }
    height += Math.max(ends.length, ...data.filter((d) => d.value[3] === group).map((d) => d.value[1] - top + 1)) + 1.2;
    return top;
  });
  const digits = document.documentElement.lang === "ar" ? `ar-u-nu-${place.dataset.digits}-ca-gregory` : "en-GB";
  const words = (options) => new Intl.DateTimeFormat(digits, options);
  const forms = { year: words({ year: "numeric" }), month: words({ month: "long" }), day: words({ day: "numeric", month: "short" }), hour: words({ hour: "2-digit", minute: "2-digit", hour12: false }) };
  const axis = (at) => {
    const day = new Date(at);
    const level = day.getHours() || day.getMinutes() ? "hour" : day.getDate() > 1 ? "day" : day.getMonth() ? "month" : "year";
    return forms[level].format(day);
  };
  const first = starts[0];
  const last = Math.max(...data.map((d) => d.value[2] || d.value[0]));
  const room = Math.max(DAY, (last - first) * 0.08);
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
    dataZoom: [{ type: "inside", filterMode: "none", minValueSpan: 36e5, startValue: opens[0], endValue: opens[1] }],
    series: [
      ...used.map((group, at) => ({
        type: "scatter", name: names[group], symbol: ["circle", "diamond", "rect"][group], symbolSize: 9, itemStyle: { color: paint[group] },
        data: data.filter((d) => d.value[3] === group),
        label: { show: true, position: "right", formatter: "{b}", color: colour("--ink"), fontSize: 12 }, labelLayout: { hideOverlap: true },
        markLine: { silent: true, symbol: "none", lineStyle: { color: colour("--line"), type: "solid" }, label: { position: "insideStartTop", formatter: names[group], color: colour("--soft"), fontSize: 12 }, data: [{ yAxis: tops[at] - 0.7 }] },
      })),
      ...used.map((group) => ({
        // What is known to a week or a month, or inferred, is a stretch; the inferred ones are broken lines.
        type: "line", silent: true, symbol: "none", connectNulls: false,
        lineStyle: { color: paint[group], width: 5, opacity: 0.45, type: group === 2 ? [8, 6] : "solid", cap: "round" },
        data: data.filter((d) => d.value[3] === group && d.value[2]).flatMap((d) => [[d.value[0], d.value[1]], [d.value[2], d.value[1]], [d.value[2], null]]),
      })),
    ],
  });
  chart.on("click", (event) => { if (event.data && event.data.go) location.href = event.data.go; });
  addEventListener("resize", () => chart.resize());
}
drawnWhenNear(document.getElementById("timeline"), timeline);
