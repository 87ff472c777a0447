// The page around the picture: title, counts, legend, search, language, and what a click or key does.
const by = (id) => document.getElementById(id);

function choose(focus, fly) {
  state.focus = focus;
  hideTip();
  showPanel();
  const under = focus?.node && network.canvasToDOM(nodeOf.get(focus.node)).x > stage.clientWidth - panel.offsetWidth - 30;
  if (focus?.node && (fly || under)) {
    const node = nodeOf.get(focus.node), scale = fly ? Math.max(network.getScale(), fitScale * 1.6) : network.getScale();
    const covered = panel.hidden ? 0 : panel.offsetWidth / 2;
    network.moveTo({ position: { x: node.x + covered / scale, y: node.y }, scale, animation: motion() });
  }
  network.redraw();
}

function showCounts() {
  const w = words(), parts = [];
  for (const kind of Object.keys(w.nodes)) {
    const all = DATA.nodes.filter((node) => node.kind === kind);
    if (all.length) parts.push(w.count(w.nodes[kind], w.of(number(all.filter(nodeShown).length), number(all.length))));
  }
  parts.push(w.count(w.ties, w.of(number(visibleTies.length), number(DATA.ties.length))));
  if (DATA.hidden.isolates) parts.push(w.isolates(number(DATA.hidden.isolates)));
  if (DATA.hidden.limit) parts.push(w.beyond(number(DATA.hidden.limit)));
  by("counts").textContent = by("counts").title = parts.join(" · ");
}

function legendLine(line) {
  const key = `${line.group}:${line.id}`;
  const shape = line.group === "predicate" ? "tie" : line.shape ?? "dot";
  const text = line.group === "kind" ? term("kinds", line.id) : line[`label_${state.language}`];
  const name = line.group === "predicate" ? term("predicates", line.id) : text;
  return element("button", {
    type: "button", "aria-pressed": String(!state.off.has(key)), data: { key }, title: name,
    onclick: () => { state.off.has(key) ? state.off.delete(key) : state.off.add(key); filter(); },
    ondblclick: () => only(line),
  }, mark(shape, line.colour ?? tone.soft, line.colour && mix(line.colour, light(tone.paper) > 0.5 ? "#000000" : "#ffffff", 0.7)),
  element("span", {}, line.group === "predicate" ? shortPredicate(line.id) : text), element("span", { className: "count" }, number(line.count)));
}
// the English vocabulary describes a predicate in a sentence; the legend takes its own name
const shortPredicate = (id) => (state.language === "ko" ? term("predicates", id) : id.toLowerCase().replaceAll("_", " "));
function only(line) {
  for (const other of DATA.legend) if (other.group === line.group) state.off.add(`${other.group}:${other.id}`);
  state.off.delete(`${line.group}:${line.id}`);
  filter();
}
function showLegend() {
  const active = document.activeElement?.dataset?.key;
  const content = [];
  for (const group of ["sector", "kind", "predicate"]) {
    const lines = DATA.legend.filter((line) => line.group === group);
    if (!lines.length || (group === "kind" && lines.length === 1)) continue;
    content.push(element("h2", {}, words()[group]), ...lines.map(legendLine));
  }
  if (state.off.size) content.push(element("button", { type: "button", className: "all", onclick: () => { state.off.clear(); filter(); } }, words().all));
  content.push(element("p", { className: "how" }, words().how));
  by("legend").replaceChildren(...content);
  if (active) by("legend").querySelector(`[data-key="${CSS.escape(active)}"]`)?.focus();
}
function filter() {
  if (state.focus?.node && !nodeShown(nodeOf.get(state.focus.node))) state.focus = null;
  if (state.focus?.tie !== undefined && !tieShown(state.focus.tie)) state.focus = null;
  visibleNodes.refresh();
  visibleTies.refresh();
  makeGroups();
  showLegend();
  showCounts();
  showPanel();
  network.redraw();
}

let hits = [], at = 0;
function showResults() {
  const list = by("results"), text = by("query").value;
  hits = found(text, 12);
  at = 0;
  list.hidden = !comparable(text);
  by("query").setAttribute("aria-expanded", String(!list.hidden));
  const items = hits.map((node, i) => element("li", { role: "option", id: `hit${i}`, "aria-selected": String(i === at), onmousedown: (event) => { event.preventDefault(); take(i); } },
    mark(SHAPE[node.kind], node.colour, rimOf(node)), " ", nameOf(node), element("div", { className: "soft" }, [otherName(node), kindLine(node)].filter(Boolean).join(" · "))));
  list.replaceChildren(...(items.length ? items : [element("li", { className: "nothing" }, words().nothing)]));
  mark_(at);
}
function mark_(i) {
  at = i;
  [...by("results").children].forEach((item, j) => { if (hits.length) item.setAttribute("aria-selected", String(j === i)); });
  if (hits.length) { by("query").setAttribute("aria-activedescendant", `hit${i}`); by(`hit${i}`)?.scrollIntoView({ block: "nearest" }); }
}
function take(i) {
  const node = hits[i];
  if (!node) return;
  by("results").hidden = true;
  by("query").setAttribute("aria-expanded", "false");
  if (!nodeShown(node)) { state.off.clear(); filter(); }
  choose({ node: node.id }, true);
}
function searchKey(event) {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (hits.length) mark_((at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length);
  } else if (event.key === "Enter") take(at);
  else if (event.key === "Escape" && !by("results").hidden) { event.stopPropagation(); by("results").hidden = true; }
}

/** Each licence once, with the origins that it holds for. */
function licenceLine(w) {
  const origins = new Map();
  for (const [origin, licence] of DATA.licences) origins.set(licence, [...(origins.get(licence) ?? []), origin]);
  return [...origins].map(([licence, names]) => `${w.licence}: ${w.licences[licence] ?? licence} (${names.join(", ")})`).join(" · ");
}

function speak(language) {
  state.language = document.documentElement.lang = language;
  const w = words(), root = DATA.around && nodeOf.get(DATA.around);
  by("title").textContent = root ? w.around(nameOf(root), DATA.depth) : w.whole;
  document.title = `${by("title").textContent} · Sojae`;
  by("query").placeholder = w.find;
  by("query").setAttribute("aria-label", w.search);
  by("results").setAttribute("aria-label", w.search);
  by("legend").setAttribute("aria-label", [w.sector, w.kind, w.predicate].join(", "));
  by("languages").setAttribute("aria-label", w.language);
  stage.setAttribute("aria-label", `${w.picture}: ${by("title").textContent}`);
  by("note").textContent = w.note;
  by("licence").textContent = licenceLine(w);
  by("version").textContent = `${w.version} ${DATA.version}`;
  for (const button of by("languages").children) button.setAttribute("aria-pressed", String(button.dataset.language === language));
  for (const button of by("zoom").children) { button.title = w.zoom[button.dataset.zoom]; button.setAttribute("aria-label", button.title); }
  showLegend();
  showCounts();
  showPanel();
  network.redraw();
}

function zoom(how) {
  if (how === "fit") return fit(true);
  return network.moveTo({ scale: network.getScale() * (how === "in" ? 1.5 : 1 / 1.5), animation: motion() });
}
function listen() {
  network.on("hoverNode", ({ node, pointer }) => showTip(tipOfNode(node), pointer.DOM));
  network.on("hoverEdge", ({ edge, pointer }) => showTip(tipOfTie(edge), pointer.DOM));
  for (const end of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(end, hideTip);
  network.on("click", ({ nodes, edges }) => choose(nodes.length ? { node: nodes[0] } : edges.length ? { tie: edges[0] } : null));
  by("query").addEventListener("input", showResults);
  by("query").addEventListener("focus", () => by("query").value && showResults());
  by("query").addEventListener("blur", () => { by("results").hidden = true; });
  by("query").addEventListener("keydown", searchKey);
  for (const button of by("languages").children) button.addEventListener("click", () => speak(button.dataset.language));
  for (const button of by("zoom").children) button.addEventListener("click", () => zoom(button.dataset.zoom));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") choose(null);
    if (event.key === "/" && event.target.tagName !== "INPUT") { event.preventDefault(); by("query").focus(); }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { paint(); showLegend(); network.redraw(); });
  addEventListener("resize", () => fit(false));
}

draw();
listen();
speak(state.language);
document.fonts?.ready.then(() => { widths.clear(); network.redraw(); });
window.sojae = { network, state, choose, labels: () => written, found: (text) => found(text, 12).map((node) => node.id) };
