// Put into every page before its own scripts: notes long tasks, tells when the whole picture stands, moves it, types, slides.
(() => {
  const tasks = [];
  new PerformanceObserver((list) => { for (const e of list.getEntries()) tasks.push([e.startTime, e.duration]); }).observe({ type: "longtask", buffered: true });
  const frame = () => new Promise((done) => requestAnimationFrame(() => done(performance.now())));
  const sigma = () => window.sojae?.renderer?.sigma ?? window.alone;
  /** How many nodes a frame has shown. */
  const drawn = () => {
    const picture = sigma();
    if (!picture) return window.sojae?.network?.body.nodeIndices.length ?? 0;
    return picture.isSuspended || picture.isStale ? 0 : picture.getGraph().order;
  };
  /** Waits until what was asked of the graphics card is done: a call that only queues work has shown nothing yet. */
  const finish = () => {
    for (const name of ["nodes", "edges"]) {
      const context = document.querySelector(`.sigma-${name}`)?.getContext("webgl2");
      context?.readPixels(0, 0, 1, 1, context.RGBA, context.UNSIGNED_BYTE, new Uint8Array(4));
    }
    document.querySelector("canvas:not([class])")?.getContext("2d")?.getImageData(0, 0, 1, 1);
    return performance.now();
  };
  window.bench = {
    tasks: () => tasks,
    longest: () => Math.max(0, ...tasks.map(([, took]) => took)),
    /** `wait`: until the graphics card is done too, which holds the page up. */
    async whole(nodes, wait) {
      while (drawn() < nodes) await frame();
      await frame();
      return wait ? finish() : performance.now();
    },
    async still(quiet = 1000) {
      for (let last = performance.now(); performance.now() - last < quiet;) {
        if ((await frame()) - last > quiet) break;
        const busy = tasks.at(-1);
        if (busy && busy[0] + busy[1] > last) last = busy[0] + busy[1];
      }
    },
    size: () => { const { width, height } = sigma().getDimensions(); return { width, height }; },
    /** Drags the picture round in circles as a hand does; gives frames a second. */
    async pan(seconds) {
      const picture = document.querySelector(".sigma-mouse") ?? document.querySelector(".vis-network canvas");
      const box = picture.getBoundingClientRect();
      let frames = 0;
      const count = () => { frames += 1; };
      if (sigma()) sigma().on("afterRender", count);
      else window.sojae.network.on("afterDrawing", count);
      const tell = (type, angle) => {
        const where = { bubbles: true, cancelable: true, button: 0, buttons: 1, pointerId: 1, pointerType: "mouse", isPrimary: true };
        Object.assign(where, { clientX: box.x + 6 + 90 * (1 - Math.cos(angle)), clientY: box.y + 6 + 90 * (1 - Math.cos(angle)) + 40 * Math.sin(angle) ** 2 });
        picture.dispatchEvent(new PointerEvent(type.replace("mouse", "pointer"), where));
        picture.dispatchEvent(new MouseEvent(type, where));
      };
      tell("mousedown", 0);
      const begun = await frame();
      for (let now = begun; now - begun < seconds * 1000; now = await frame()) tell("mousemove", (now - begun) / 260);
      const took = finish() - begun;
      tell("mouseup", 0);
      return (frames / took) * 1000;
    },
    /** Sets a date at the slider; gives the milliseconds until the picture, or the matrix, is drawn, and until the graphics card is done. */
    async slide(year, view) {
      const input = document.querySelector("[data-control=as_of]");
      const before = window.sojae.frames;
      const answered = () => performance.getEntriesByType("resource").some((e) => e.name.includes("/sectors/gaps") && e.name.includes(`as_of=${year}`) && e.responseEnd > 0);
      const done = () => (view === "explore" ? window.sojae.frames > before : answered() && !document.querySelector(".gaps .stale"));
      const begun = performance.now();
      input.value = String(year);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      while (!done()) await frame();
      const drawn = performance.now() - begun;
      await frame();
      return [drawn, (view === "explore" ? finish() : performance.now()) - begun];
    },
    /** Waits for the next key; gives the milliseconds from it until its result stands on the screen. */
    typed() {
      return new Promise((done) => {
        document.addEventListener("keydown", (event) => {
          const list = document.querySelector("#query-list");
          const seen = () => performance.getEntriesByType("resource").filter((e) => e.name.includes("/search?") && e.responseEnd > 0);
          const before = seen().length;
          let changed = false;
          new MutationObserver(() => { changed = true; }).observe(list, { childList: true, subtree: true, attributes: true, characterData: true });
          const look = (ends) => {
            const answers = seen();
            // the same hits as before leave the list as it is: then the answer's own end counts
            if (answers.length > before && (changed || performance.now() > ends)) done((changed ? performance.now() : answers.at(-1).responseEnd) - event.timeStamp);
            else requestAnimationFrame(() => look(answers.length > before ? ends : performance.now() + 200));
          };
          look(0);
        }, { once: true, capture: true });
      });
    },
  };
})();
