// What is drawn, chosen and switched off at this moment, and look-ups that all parts share.
const state = { language: document.documentElement.lang, off: new Set(), focus: null };
const words = () => WORDS[state.language];
const nodeOf = new Map(DATA.nodes.map((node) => [node.id, node]));
const told = (id) => nodeOf.get(id) ?? DATA.others[id];
const nameOf = (node) => node[state.language] || node.ko || node.id;
const otherName = (node) => (state.language === "ko" ? node.en : node.ko);
const sectorLines = new Map(DATA.legend.filter((l) => l.group === "sector").map((l) => [l.id, l]));
const sectorName = (node) => {
  const line = node.kind === "programme" ? null : sectorLines.get(node.sector ?? null);
  return line ? line[`label_${state.language}`] : null;
};
const term = (set, id) => DATA.words[set][id]?.[state.language] ?? id;
const kindName = (node) => (node.sub ? term("subs", node.sub) : term("kinds", node.kind));
const number = (n) => n.toLocaleString(state.language);

const tiesOf = new Map(DATA.nodes.map((node) => [node.id, []]));
DATA.ties.forEach(([a, b], tie) => { tiesOf.get(a).push(tie); tiesOf.get(b).push(tie); });
const predicatesOf = DATA.ties.map((tie) => [...new Set(tie[3].map((r) => DATA.relations[r][1]))]);
DATA.nodes.forEach((node) => { node.degree = tiesOf.get(node.id).length; });

const nodeShown = (node) =>
  node.id === DATA.around ||
  (!state.off.has(`kind:${node.kind}`) && (node.kind === "programme" || !state.off.has(`sector:${node.sector ?? null}`)));
const tieShown = (tie) =>
  nodeShown(nodeOf.get(DATA.ties[tie][0])) && nodeShown(nodeOf.get(DATA.ties[tie][1])) &&
  predicatesOf[tie].some((predicate) => !state.off.has(`predicate:${predicate}`));
const farEnd = (tie, id) => (DATA.ties[tie][0] === id ? DATA.ties[tie][1] : DATA.ties[tie][0]);

function element(tag, options = {}, ...children) {
  const made = document.createElement(tag);
  const { style, data, ...rest } = options;
  for (const [key, value] of Object.entries(rest)) {
    if (key.startsWith("aria-") || key === "role" || key === "for") made.setAttribute(key, value);
    else made[key] = value;
  }
  Object.assign(made.style, style);
  Object.assign(made.dataset, data);
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}
const SHAPE = { organisation: "dot", technology: "diamond", programme: "square" };
const mark = (shape, colour, rim) => element("span", {
  className: `mark ${shape}`,
  style: shape === "tie" ? { borderTopColor: colour } : { background: colour, borderColor: rim ?? colour },
});
