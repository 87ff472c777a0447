/* global document, DOMPoint, addEventListener, innerWidth, CSS */
/* The script of a stand-alone page: zoom, pan, names on hover, search, neighbours. */
(() => {
  const svg = document.querySelector("svg");
  const network = svg.querySelector("#moving");
  const tip = document.getElementById("tip");
  const data = JSON.parse(document.getElementById("drawn").textContent);
  const nodeAt = new Map(data.nodes.map((n) => [n.id, n]));
  const near = new Map();
  for (const t of data.ties)
    for (const [a, b] of [
      [t.source, t.target],
      [t.target, t.source],
    ])
      near.set(a, (near.get(a) ?? new Set()).add(b));
  let [x, y, k] = [0, 0, 1];
  const move = () => network.setAttribute("transform", `translate(${x} ${y}) scale(${k})`);
  const at = (event) => {
    const p = new DOMPoint(event.clientX, event.clientY).matrixTransform(network.parentNode.getScreenCTM().inverse());
    return [p.x, p.y];
  };
  svg.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const [px, py] = at(event);
      const next = Math.min(Math.max(k * Math.exp(-event.deltaY / 500), 0.4), 30);
      [x, y, k] = [px - ((px - x) / k) * next, py - ((py - y) / k) * next, next];
      move();
    },
    { passive: false },
  );
  let from = null;
  svg.addEventListener("pointerdown", (event) => {
    const [px, py] = at(event);
    from = [px - x, py - y];
  });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const [px, py] = at(event);
    [x, y] = [px - from[0], py - from[1]];
    move();
  });
  addEventListener("pointerup", () => (from = null));
  const show = (id) => {
    const around = id === null ? null : new Set([id, ...(near.get(id) ?? [])]);
    for (const one of svg.querySelectorAll("[data-id]"))
      one.classList.toggle("dim", around !== null && !around.has(one.dataset.id));
    for (const one of svg.querySelectorAll("[data-a]"))
      one.classList.toggle("dim", id !== null && one.dataset.a !== id && one.dataset.b !== id);
  };
  svg.addEventListener("pointerover", (event) => {
    const node = nodeAt.get(event.target.dataset?.id);
    show(node ? node.id : null);
    tip.hidden = !node;
    if (!node) return;
    tip.textContent = [node.label, node.label === node.name_en ? "" : node.name_en].filter(Boolean).join(" · ");
    tip.style.left = `${Math.min(event.clientX + 14, innerWidth - 300)}px`;
    tip.style.top = `${event.clientY + 14}px`;
  });
  document.getElementById("find").addEventListener("input", (event) => {
    const q = event.target.value.trim().toLowerCase();
    const found = q && data.nodes.find((n) => `${n.label} ${n.name_ko} ${n.name_en}`.toLowerCase().includes(q));
    show(found ? found.id : null);
    const mark = found && svg.querySelector(`[data-id="${CSS.escape(found.id)}"]`);
    if (!mark) return;
    const box = mark.getBBox();
    const { width, height } = data.frame;
    k = Math.max(k, 1.6);
    [x, y] = [width / 2 - (box.x + box.width / 2) * k, height / 2 - (box.y + box.height / 2) * k];
    move();
  });
  move();
})();
