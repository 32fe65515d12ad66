#!/usr/bin/env bash
# Nothing in, the desk's libraries out as they are shipped: ECharts with the parts its timeline draws with, and the
# letters of news cut out of Noto, so that a first view is light. Only for whoever updates them; needs node and network.
set -euo pipefail
cd "$(dirname "$0")/../src/isnad/web/static/vendor"
vendor=$PWD
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

cd "$place"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent echarts@6.1.0 esbuild@0.28.2
cat >timeline.js <<'JS'
export { init } from "echarts/core";
import { use } from "echarts/core";
import { LineChart, ScatterChart } from "echarts/charts";
import { DataZoomInsideComponent, GridComponent, MarkLineComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";
use([LineChart, ScatterChart, DataZoomInsideComponent, GridComponent, MarkLineComponent, LabelLayout, CanvasRenderer]);
JS
npx esbuild timeline.js --bundle --minify --format=iife --global-name=echarts --legal-comments=eof \
    --banner:js="/* Apache ECharts 6.1.0, the parts the timeline draws with; made by tools/vendor.sh. Apache-2.0, see LICENSE. */" \
    --outfile="$vendor/echarts/echarts.timeline.min.js"

# What is in none of these ranges (letters of Qur'anic print, of African and Asian languages) stays in the whole file.
common="U+0020-007E,U+00A0,U+00AB,U+00B7,U+00BB,U+060C,U+061B,U+061F,U+0621-063A,U+0640-0652,U+0660-066C,U+0670,U+067E"
common+=",U+0686,U+0698,U+06A4,U+06A9,U+06AF,U+06CC,U+06F0-06F9,U+200C,U+200D,U+2013,U+2014,U+2018,U+2019,U+201C"
common+=",U+201D,U+2026,U+2190"
python3 -m venv fonts
fonts/bin/pip install --quiet fonttools brotli
for face in naskh-arabic:400 naskh-arabic:700 sans-arabic:400 sans-arabic:600; do
    name=noto-${face%:*} weight=${face#*:}
    fonts/bin/python -m fontTools.subset "$vendor/noto/$name-arabic-$weight-normal.woff2" --unicodes="$common" \
        --layout-features='*' --flavor=woff2 --output-file="$vendor/noto/$name-common-$weight-normal.woff2"
done
