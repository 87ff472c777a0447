// The picture: vis-network draws nodes and ties; grounds, labels and the veil around what is chosen are drawn here.
const FONT = getComputedStyle(document.body).fontFamily;
const stage = document.getElementById("picture");
let tone = {};
const visibleNodes = new vis.DataView(nodeSet, { filter: (item) => nodeShown(nodeOf.get(item.id)) });
const visibleTies = new vis.DataView(edgeSet, { filter: (item) => tieShown(item.id) });

const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
const mix = (one, other, share) => {
  const b = rgb(other);
  return "#" + rgb(one).map((v, i) => Math.round(v * share + b[i] * (1 - share)).toString(16).padStart(2, "0")).join("");
};
const light = (hex) => {
  const [r, g, b] = rgb(hex).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [a, b] = [light(one), light(other)].sort((x, y) => x - y);
  return (b + 0.05) / (a + 0.05);
};
function legible(colour) {
  let share = 0.75;
  while (share > 0 && contrast(mix(colour, tone.ink, share), tone.paper) < 4.6) share -= 0.05;
  return mix(colour, tone.ink, Math.max(share, 0));
}
function readTone() {
  const style = getComputedStyle(document.documentElement);
  tone = Object.fromEntries(["paper", "ink", "soft", "tie", "tie-inside", "accent"].map((n) => [n, style.getPropertyValue(`--${n}`).trim()]));
}

// Groups: nodes of one community, the two sectors most met in it, and the ground they stand on.
let groups = [];
function makeGroups() {
  const members = new Map();
  for (const node of DATA.nodes) {
    if (!nodeShown(node)) continue;
    if (!members.has(node.group)) members.set(node.group, []);
    members.get(node.group).push(node);
  }
  groups = [...members].map(([id, nodes]) => {
    const counts = new Map();
    for (const node of nodes) if (node.sector) counts.set(node.sector, (counts.get(node.sector) ?? 0) + 1);
    const top = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 2);
    const path = new Path2D();
    for (const node of nodes) { path.moveTo(node.x + node.r + 13, node.y); path.arc(node.x, node.y, node.r + 13, 0, 7); }
    const main = top.length && top[0][1] >= 0.25 * nodes.length ? sectorLines.get(top[0][0]).colour : "#8a94a0";
    return {
      id, path, colour: main, count: nodes.length, sectors: top.filter(([, n]) => n >= 0.14 * nodes.length).map(([s]) => s),
      x: (Math.min(...nodes.map((n) => n.x)) + Math.max(...nodes.map((n) => n.x))) / 2,
      left: Math.min(...nodes.map((n) => n.x - n.r)), top: Math.min(...nodes.map((n) => n.y - n.r)),
    };
  });
}
function drawGrounds(context) {
  for (const group of groups) {
    if (group.id < 0 || group.count < 2) continue;
    context.fillStyle = mix(group.colour, tone.paper, light(tone.paper) > 0.5 ? 0.1 : 0.13);
    context.fill(group.path);
  }
}

function trace(context, node, extra = 0) {
  const shape = SHAPE[node.kind], r = node.r * { dot: 1, square: 0.8, diamond: 1.15 }[shape] + extra;
  context.beginPath();
  if (shape === "dot") context.arc(node.x, node.y, r, 0, 7);
  else if (shape === "square") context.rect(node.x - r, node.y - r, 2 * r, 2 * r);
  else { context.moveTo(node.x, node.y - r); context.lineTo(node.x + r, node.y); context.lineTo(node.x, node.y + r); context.lineTo(node.x - r, node.y); context.closePath(); }
}

// What is chosen stays bright: everything else goes under a veil, its ties are drawn again in the colours of predicates.
function chosen() {
  if (!state.focus) return null;
  const ties = state.focus.tie !== undefined ? [state.focus.tie] : tiesOf.get(state.focus.node).filter(tieShown);
  const nodes = new Set(ties.flatMap((tie) => DATA.ties[tie].slice(0, 2)));
  if (state.focus.node) nodes.add(state.focus.node);
  return { ties, nodes };
}
function drawChosen(context, picked, scale) {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 0.84;
  context.fillStyle = tone.paper;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
  for (const tie of picked.ties) {
    const [a, b, weight] = DATA.ties[tie], one = nodeOf.get(a), other = nodeOf.get(b);
    const main = [...predicatesOf[tie]].sort((x, y) => DATA.words.predicates[x].group - DATA.words.predicates[y].group)[0];
    context.beginPath();
    context.moveTo(one.x, one.y);
    context.lineTo(other.x, other.y);
    context.lineWidth = Math.min(1 + 0.6 * Math.log2(weight + 1), 3.5) / Math.max(scale, 0.6);
    context.strokeStyle = mix(DATA.words.predicates[main].colour, tone.paper, 0.75);
    context.stroke();
  }
  for (const id of picked.nodes) {
    const node = nodeOf.get(id);
    trace(context, node);
    context.fillStyle = node.colour;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = rimOf(node);
    context.stroke();
  }
}
function drawRing(context, id, scale) {
  const node = nodeOf.get(id);
  if (!node) return;
  trace(context, node, 3.5 / Math.max(scale, 0.5));
  context.lineWidth = 2.2 / Math.max(scale, 0.5);
  context.strokeStyle = tone.accent;
  context.stroke();
}

// Labels of constant size on the screen: the most connected first, none over another; more as one comes nearer.
const widths = new Map();
const short = (text) => { const letters = [...text]; return letters.length > 26 ? letters.slice(0, 25).join("") + "…" : text; };
function widthOf(context, text) {
  const key = context.font + text;
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}
const HUBS = 14;
class Room {
  texts() { return [...new Set([...this.cells.values()].flat())].filter(([, owner]) => owner.includes(" ")).map(([box]) => box); }
  constructor() { this.cells = new Map(); }
  *around([x1, y1, x2, y2]) {
    for (let i = Math.floor(x1 / 80); i <= Math.floor(x2 / 80); i++)
      for (let j = Math.floor(y1 / 40); j <= Math.floor(y2 / 40); j++) yield `${i},${j}`;
  }
  take(box, owner) {
    const entry = [box, owner];
    for (const cell of this.around(box)) {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push(entry);
    }
  }
  free(box, owner, textOnly = false) {
    for (const cell of this.around(box))
      for (const [other, whose] of this.cells.get(cell) ?? [])
        if (whose !== owner && (!textOnly || whose.includes(" ")) && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
    return true;
  }
}
let fitScale = 1;
function drawLabels(context, picked, scale) {
  const t = context.getTransform(), ratio = t.a / scale;
  const at = (x, y) => [(t.a * x + t.e) / ratio, (t.d * y + t.f) / ratio];
  const wide = context.canvas.width / ratio, high = context.canvas.height / ratio, room = new Room();
  const shown = ranked.filter((node) => nodeShown(node) && (!picked || picked.nodes.has(node.id)))
    .map((node) => [node, ...at(node.x, node.y)])
    .filter(([, x, y]) => x > -120 && x < wide + 120 && y > -40 && y < high + 40);
  for (const [node, x, y] of shown.slice(0, 400)) {
    const r = node.r * scale * 0.72;
    if (r > 4.5) room.take([x - r, y - r, x + r, y + r], node.id);
  }
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.lineJoin = "round";
  context.textBaseline = "middle";
  let left = picked ? 400 : Math.round(Math.min(46 * Math.max(scale / fitScale, 0.5) ** 1.7, 320) * Math.min(1, (wide * high) / 9e5));
  if (!picked) drawCaptions(context, at, room, scale);
  for (const [node, x, y] of shown) {
    if (left <= 0) break;
    const first = node.id === DATA.around || node.id === state.focus?.node;
    const size = first ? 15 : node.r * scale > 15 ? 13.5 : node.r * scale > 8 ? 12.5 : 11.5;
    if (label(context, room, node, x, y, node.r * scale, size, first, wide)) left--;
  }
  context.restore();
  written = room.texts();
}
let written = [];
function label(context, room, node, x, y, r, size, strong, wide) {
  const text = short(nameOf(node));
  context.font = `${strong || r > 11 ? 600 : 400} ${size}px ${FONT}`;
  const w = widthOf(context, text) / 2 + 3, h = size * 0.62 + 1;
  const places = [[0, r + h + 1], [0, -r - h - 1], [r + w + 3, 0], [-r - w - 3, 0]].map(([dx, dy]) => [x + dx, y + dy]);
  const box = ([cx, cy]) => [cx - w, cy - h, cx + w, cy + h];
  const inside = places.filter(([cx]) => cx - w > 2 && cx + w < wide - 2);
  // the most connected may cover other nodes with their names, but no other name
  const place = inside.find((p) => room.free(box(p), node.id)) ?? (node.rank < HUBS ? inside.find((p) => room.free(box(p), node.id, true)) : null)
    ?? (strong ? places[0] : null);
  if (!place) return false;
  room.take(box(place), `label ${node.id}`);
  write(context, text, ...place, tone.ink);
  return true;
}
function write(context, text, x, y, colour) {
  context.textAlign = "center";
  context.lineWidth = 3.6;
  context.strokeStyle = tone.paper;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
function drawCaptions(context, at, room, scale) {
  for (const group of groups) {
    const alone = group.id < 0;
    if (!alone && (group.count < Math.max(9, DATA.nodes.length / 60) || !group.sectors.length)) continue;
    const [x, y] = at(alone ? group.left : group.x, group.top);
    const text = alone ? words().alone(number(group.count))
      : group.sectors.map((s) => sectorLines.get(s)[`label_${state.language}`]).join(" · ");
    if (!text) continue;
    context.font = `700 12px ${FONT}`;
    const w = widthOf(context, text) / 2, cy = y - 12 * scale - 8, cx = alone ? x + w : x;
    const box = [cx - w - 4, cy - 8, cx + w + 4, cy + 8];
    if (!room.free(box, "", true)) continue;
    room.take(box, `group ${group.id}`);
    write(context, text, cx, cy, alone ? tone.soft : legible(group.colour));
  }
}

let ranked = [];
let network = null;
function rank() {
  ranked = [...DATA.nodes].sort((a, b) => (b.id === DATA.around) - (a.id === DATA.around) || b.degree - a.degree || (a.id < b.id ? -1 : 1));
  ranked.forEach((node, place) => { node.rank = place; });
}
function frameOf(nodes) {
  const xs = nodes.flatMap((n) => [n.x - n.r, n.x + n.r]), ys = nodes.flatMap((n) => [n.y - n.r, n.y + n.r]);
  const reduce = (list, pick) => list.reduce((a, b) => pick(a, b), list[0] ?? 0);
  return [reduce(xs, Math.min), reduce(ys, Math.min), reduce(xs, Math.max), reduce(ys, Math.max)];
}
function fit(animated) {
  const [x1, y1, x2, y2] = frameOf(DATA.nodes.filter(nodeShown));
  const scale = Math.min((stage.clientWidth - 56) / (x2 - x1 + 20), (stage.clientHeight - 76) / (y2 - y1 + 20), 2.4);
  fitScale = scale;
  network.moveTo({ position: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 - 8 / scale }, scale, animation: animated && motion() });
}
const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 450, easingFunction: "easeInOutQuad" });
const rimOf = (node) => (light(tone.paper) > 0.5 ? node.rim : mix(node.colour, "#ffffff", 0.62));
function paint() {
  const before = tone.paper;
  readTone();
  if (before !== tone.paper && (before || light(tone.paper) < 0.5)) {
    nodeSet.update(DATA.nodes.map((node) => ({ id: node.id, color: { background: node.colour, border: rimOf(node) } })));
  }
  const inside = DATA.ties.map(([a, b]) => nodeOf.get(a).group === nodeOf.get(b).group);
  edgeSet.update(inside.map((same, id) => ({ id, color: same ? tone["tie-inside"] : tone.tie })));
}
function draw() {
  rank();
  paint();
  makeGroups();
  network = new vis.Network(stage, { nodes: visibleNodes, edges: visibleTies }, OPTIONS);
  network.on("beforeDrawing", drawGrounds);
  network.on("afterDrawing", (context) => {
    const scale = network.getScale(), picked = chosen();
    if (picked) drawChosen(context, picked, scale);
    if (DATA.around) drawRing(context, DATA.around, scale);
    if (state.focus?.node && state.focus.node !== DATA.around) drawRing(context, state.focus.node, scale);
    drawLabels(context, picked, scale);
  });
  fit(false);
}
