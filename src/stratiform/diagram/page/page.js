"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const stage = document.getElementById("stage"), svg = stage.querySelector("svg");
  const panel = document.getElementById("panel"), details = document.getElementById("details");
  const whole = svg.viewBox.baseVal, size = { width: whole.width, height: whole.height };
  const nodes = new Map();
  const collect = (group) => { group.nodes.forEach((node) => nodes.set(node.id, node)); group.groups.forEach(collect); };
  collect(data.root);
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.setAttribute("preserveAspectRatio", "xMidYMid meet");

  // The view: which part of the drawing is in the window.
  let view = { x: 0, y: 0, width: size.width, height: size.height };
  const show = () => svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
  const fit = () => { view = { x: 0, y: 0, width: size.width, height: size.height }; show(); };
  const point = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const zoom = (factor, at) => {
    const width = Math.min(size.width * 4, Math.max(size.width / 40, view.width * factor)), real = width / view.width;
    view = { x: at.x - (at.x - view.x) * real, y: at.y - (at.y - view.y) * real, width, height: view.height * real };
    show();
  };
  const middle = () => ({ x: view.x + view.width / 2, y: view.y + view.height / 2 });
  stage.addEventListener("wheel", (event) => { event.preventDefault(); zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, point(event)); }, { passive: false });
  document.getElementById("in").onclick = () => zoom(1 / 1.4, middle());
  document.getElementById("out").onclick = () => zoom(1.4, middle());
  document.getElementById("fit").onclick = fit;

  let from = null, moved = false;
  stage.addEventListener("pointerdown", (event) => { from = point(event); moved = false; });
  stage.addEventListener("pointermove", (event) => {
    if (!from || !(event.buttons & 1)) return;
    const to = point(event);
    if (!moved && Math.hypot(to.x - from.x, to.y - from.y) < 4) return;
    if (!moved) { moved = true; stage.setPointerCapture(event.pointerId); stage.classList.add("moving"); }
    view.x -= to.x - from.x;
    view.y -= to.y - from.y;
    show();
  });
  const stop = () => { from = null; stage.classList.remove("moving"); };
  stage.addEventListener("pointerup", stop);
  stage.addEventListener("pointercancel", stop);

  // Everything of the user's is written as text.
  const add = (parent, name, content, className) => {
    const made = parent.appendChild(document.createElement(name));
    if (content !== undefined) made.textContent = content;
    if (className) made.className = className;
    return made;
  };
  const section = (title, items, write) => {
    if (!items.length) return;
    add(details, "h3", title);
    const list = add(details, "ul");
    items.forEach((item) => write(add(list, "li"), item));
  };
  const resource = (parent, one) => {
    const box = add(parent, "details");
    add(box, "summary", `${one.path} (${one.type})`);
    if (one.origin) add(box, "p", one.origin, "quiet");
    add(box, "pre", JSON.stringify(data.resources[one.address].properties, null, 2));
    return box;
  };
  const name = (id) => (nodes.has(id) ? nodes.get(id).name : id);

  const choose = (id) => {
    svg.querySelectorAll(".chosen").forEach((other) => other.classList.remove("chosen"));
    const node = nodes.get(id), near = new Set([id]);
    panel.hidden = !node;
    details.replaceChildren();
    if (node) {
      document.getElementById(id).classList.add("chosen");
      const into = data.links.filter((link) => link.target === id), out = data.links.filter((link) => link.source === id);
      into.forEach((link) => near.add(link.source));
      out.forEach((link) => near.add(link.target));
      add(details, "h2", node.name);
      add(details, "p", [node.noun, ...node.facts].join(" · "), "quiet");
      if (node.cost !== null) add(details, "p", `$${node.cost.toFixed(2)} a month`);
      if (node.change) add(details, "p", node.change);
      section("Findings", node.findings, (item, one) => { item.textContent = `${one.severity}: ${one.title}`; });
      const line = (item, link) => {
        const label = link.label || "refers to";
        item.textContent = `${name(link.source)} ${label} ${name(link.target)}`;
        link.reasons.slice(0, 20).forEach((reason) => add(item, "div", reason, "quiet"));
      };
      section("From", into, line);
      section("To", out, line);
      section(node.members.length === 1 ? "Resource" : `${node.members.length} resources`, node.members,
        (item, one) => { resource(item, one).open = node.members.length === 1; });
      section("Folded into it", node.parts, resource);
    }
    svg.querySelectorAll(".drawing .node").forEach((other) => other.classList.toggle("dim", Boolean(node) && !near.has(other.id)));
    svg.querySelectorAll(".drawing [data-from]").forEach((other) =>
      other.classList.toggle("dim", Boolean(node) && other.dataset.from !== id && other.dataset.to !== id));
  };
  svg.addEventListener("click", (event) => {
    if (moved) return;
    const hit = event.target.closest(".node");
    choose(hit ? hit.id : null);
  });
  document.getElementById("close").onclick = () => choose(null);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") choose(null); });

  // Search looks at names, types and paths, of what is folded too.
  const words = new Map([...nodes].map(([id, node]) => [id, [node.name, node.noun, ...node.facts,
    ...[...node.members, ...node.parts].flatMap((one) => [one.path, one.type])].join("\n").toLowerCase()]));
  const search = document.getElementById("search"), found = document.getElementById("found");
  search.addEventListener("input", () => {
    const asked = search.value.trim().toLowerCase();
    let count = 0, first = null;
    words.forEach((text, id) => {
      const hit = Boolean(asked) && text.includes(asked);
      document.getElementById(id).classList.toggle("hit", hit);
      if (hit) { count += 1; first = first || id; }
    });
    found.textContent = asked ? `${count} found` : "";
    search.dataset.first = first || "";
  });
  search.addEventListener("keydown", (event) => { if (event.key === "Enter" && search.dataset.first) choose(search.dataset.first); });

  const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = (isDark) => { root.dataset.theme = isDark ? "dark" : "light"; };
  theme(dark.matches);
  dark.addEventListener("change", () => theme(dark.matches));
  document.getElementById("theme").onclick = () => theme(root.dataset.theme !== "dark");
})();
