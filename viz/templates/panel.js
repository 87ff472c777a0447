// What is said of a node or tie: a short tip under the pointer, and the panel with every relation and its sources.
const panel = document.getElementById("panel");
const tip = document.getElementById("tip");

function dates(start, end) {
  if (!start && !end) return words().undated;
  if (start && end) return start === end ? start : `${start} – ${end}`;
  return start ? words().since(start) : words().until(end);
}
const citation = (s) => [DATA.sources[s][0], DATA.sources[s][1], DATA.sources[s][2]].filter(Boolean).join(" · ");
function link(address, text) {
  if (!/^https?:\/\//i.test(address ?? "")) return element("span", {}, text);
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow" }, text);
}
function cites(list, open) {
  const made = element("details", { open }, element("summary", {}, words().source(list.length)));
  for (const s of list) {
    const [title, publisher, published, url] = DATA.sources[s];
    const when = [publisher, published].filter(Boolean).join(", ");
    made.append(element("div", { className: "cite" }, link(url, title || url), when ? element("span", { className: "soft" }, ` — ${when}`) : null));
  }
  return made;
}
function namesLine(node) {
  const other = otherName(node);
  if (!other || other === nameOf(node)) return null;
  const doubt = state.language === "ko" && node.unofficial ? ` (${words().unofficial})` : "";
  return element("div", { className: "soft" }, other + doubt);
}
const kindLine = (node) => [kindName(node), sectorName(node)].filter(Boolean).join(" · ");

function tipOfNode(id) {
  const node = nodeOf.get(id), own = node.sources.slice(0, 2);
  return [
    element("strong", {}, nameOf(node)), namesLine(node),
    element("div", {}, kindLine(node)),
    node.start || node.end ? element("div", {}, `${node.kind === "organisation" ? words().founded : words().dates}: ${node.kind === "organisation" ? node.start : dates(node.start, node.end)}`) : null,
    element("div", {}, `${words().ties}: ${number(node.degree)}`),
    ...own.map((s) => element("p", { className: "soft" }, citation(s))),
    node.sources.length > 2 ? element("p", { className: "soft" }, words().rest(node.sources.length - 2)) : null,
    element("p", { className: "soft" }, words().click),
  ];
}
function tipOfTie(tie) {
  const [a, b, , relations] = DATA.ties[tie];
  const first = relations.slice(0, 3).map((r) => {
    const [subject, predicate, object, start, end, , sources] = DATA.relations[r];
    // the line above names the ends in the order of their ids, which need not be the order of what is said
    const back = subject === b && object === a && predicate !== "COLLABORATES_WITH" ? "← " : "";
    return element("p", {}, `${back}${term("predicates", predicate)}, ${dates(start, end)}`,
      sources.length ? element("span", { className: "soft" }, ` — ${citation(sources[0])}`) : null);
  });
  return [
    element("strong", {}, `${nameOf(nodeOf.get(a))} – ${nameOf(nodeOf.get(b))}`), ...first,
    relations.length > 3 ? element("p", { className: "soft" }, `+ ${relations.length - 3}`) : null,
    element("p", { className: "soft" }, words().click),
  ];
}
function showTip(content, pointer) {
  tip.replaceChildren(...content.filter(Boolean));
  tip.hidden = false;
  const right = pointer.x + 16 + tip.offsetWidth > stage.clientWidth, low = pointer.y + 16 + tip.offsetHeight > stage.clientHeight;
  tip.style.left = `${Math.max(4, right ? pointer.x - tip.offsetWidth - 12 : pointer.x + 16)}px`;
  tip.style.top = `${Math.max(4, low ? pointer.y - tip.offsetHeight - 12 : pointer.y + 16)}px`;
}
const hideTip = () => { tip.hidden = true; };

const nameButton = (id) => {
  const node = told(id);
  if (!nodeOf.has(id)) return element("span", { className: "name" }, nameOf(node));
  return element("button", { type: "button", className: "go", onclick: () => choose({ node: id }, true) }, nameOf(node));
};
// Those in the picture who share with the node what a relation names: the others of the same programme or technology.
function companions(id, shared) {
  const members = new Set();
  for (const tie of tiesOf.get(id)) {
    for (const r of DATA.ties[tie][3]) {
      const [subject, , object] = DATA.relations[r];
      if (object === shared && subject !== id && nodeOf.has(subject)) members.add(subject);
    }
  }
  if (!members.size) return null;
  const list = [...members].sort((a, b) => nodeOf.get(b).degree - nodeOf.get(a).degree || (a < b ? -1 : 1));
  const line = element("div", { className: "with" }, `${words().together}: `);
  list.slice(0, 8).forEach((member, i) => {
    line.append(i ? ", " : "", element("button", { type: "button", onclick: () => choose({ node: member }, true) }, nameOf(nodeOf.get(member))));
  });
  if (list.length > 8) line.append(` ${words().more(number(list.length - 8))}`);
  return line;
}
function relationItem(r, id, open) {
  const [subject, predicate, object, start, end, detail, sources] = DATA.relations[r];
  const head = id === null
    ? [nameButton(subject), ` → ${term("predicates", predicate)} → `, nameButton(object)]
    : [subject === id || predicate === "COLLABORATES_WITH" ? "" : "← ", nameButton(subject === id ? object : subject)];
  const far = id === null ? null : subject === id ? object : subject;
  const sub = far && told(far).kind !== "organisation" ? ` (${kindName(told(far))})` : "";
  return element("li", {}, element("div", {}, ...head, element("span", { className: "soft" }, `${sub} ${dates(start, end)}`)),
    detail ? element("div", { className: "soft" }, detail[state.language]) : null,
    far && !nodeOf.has(far) ? companions(id, far) : null,
    cites(sources, open));
}
function byPredicate(relations, id) {
  const grouped = new Map();
  for (const r of relations) {
    const predicate = DATA.relations[r][1];
    if (!grouped.has(predicate)) grouped.set(predicate, []);
    grouped.get(predicate).push(r);
  }
  const open = relations.length <= 6;
  return [...grouped].sort((a, b) => b[1].length - a[1].length).flatMap(([predicate, list]) => {
    list.sort((a, b) => (DATA.relations[b][3] ?? "").localeCompare(DATA.relations[a][3] ?? "") || a - b);
    return [
      element("h3", {}, mark("tie", DATA.words.predicates[predicate].colour), `${term("predicates", predicate)} ${number(list.length)}`),
      element("ul", { data: { predicate } }, ...list.map((r) => relationItem(r, id, open))),
    ];
  });
}
function facts(node, shown) {
  const w = words(), period = node.kind === "organisation" ? node.start : node.start || node.end ? dates(node.start, node.end) : null;
  const rows = [
    [w.aliases, node.aliases?.join(", ")], [w.place, node.place?.[state.language]], [node.kind === "organisation" ? w.founded : w.dates, period],
    [w.budget, node.budget ? number(node.budget) + w.won : null], [w.site, node.site ? link(node.site, node.site) : null],
    [node.kind === "organisation" ? w.products : w.detail, node.detail?.[state.language]], [w.recorded, w.shown(number(shown), number(node.recorded))],
  ];
  return element("dl", {}, ...rows.filter(([, value]) => value).flatMap(([key, value]) => [element("dt", {}, key), element("dd", {}, value)]));
}
function panelOfNode(id) {
  const node = nodeOf.get(id);
  const relations = [...new Set(tiesOf.get(id).flatMap((tie) => DATA.ties[tie][3]))].filter((r) => DATA.relations[r][0] === id || DATA.relations[r][2] === id);
  return [
    element("p", { className: "kind" }, mark(SHAPE[node.kind], node.colour, rimOf(node)), kindLine(node)),
    element("h2", {}, nameOf(node)), namesLine(node), facts(node, relations.length),
    ...byPredicate(relations, id),
    relations.length ? null : element("p", { className: "soft" }, words().noTie),
    element("h3", {}, words().record), cites(node.sources, node.sources.length <= 3),
  ];
}
function panelOfTie(tie) {
  const [a, b, , relations] = DATA.ties[tie];
  return [
    element("p", { className: "kind" }, words().behind),
    element("h2", {}, `${nameOf(nodeOf.get(a))} – ${nameOf(nodeOf.get(b))}`),
    ...byPredicate(relations, null),
  ];
}
function showPanel() {
  panel.hidden = !state.focus;
  if (!state.focus) return;
  const close = element("button", { type: "button", className: "close", "aria-label": words().close, onclick: () => choose(null) }, "×");
  const content = state.focus.node ? panelOfNode(state.focus.node) : panelOfTie(state.focus.tie);
  panel.replaceChildren(close, ...content.filter(Boolean));
  panel.scrollTop = 0;
}
