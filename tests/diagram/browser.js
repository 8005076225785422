// As much of a browser as the page of a picture needs; prints what its user would see, as JSON.
"use strict";
const fs = require("fs"), vm = require("vm");
const html = fs.readFileSync(process.argv[2], "utf8");
const data = html.match(/<script type="application\/json" id="data">([\s\S]*?)<\/script>/)[1];
const script = html.match(/<script>([\s\S]*?)<\/script>\n<\/body>/)[1];

class Element {
  constructor() {
    Object.assign(this, { children: [], dataset: {}, handlers: {}, hidden: false, value: "", names: new Set() });
    this.classList = {
      add: (name) => this.names.add(name),
      remove: (name) => this.names.delete(name),
      toggle: (name, on) => (on ? this.names.add(name) : this.names.delete(name)),
    };
  }
  addEventListener(name, handler) { this.handlers[name] = handler; }
  appendChild(child) { this.children.push(child); return child; }
  replaceChildren() { this.children = []; }
  setAttribute(name, value) { this[name] = value; }
  removeAttribute() {}
  setPointerCapture() {}
  closest() { return this; }
  getScreenCTM() { return { inverse: () => null }; }
  querySelector() { return svg; }
  querySelectorAll(selector) {
    if (selector === ".chosen") return nodes.filter((node) => node.names.has("chosen"));
    return selector.includes("data-from") ? links : nodes;
  }
}

const svg = new Element(), nodes = [], links = [], known = {};
svg.viewBox = { baseVal: { width: 100, height: 50 } };
const byId = (id) => (known[id] = known[id] || Object.assign(new Element(), { id }));
byId("data").textContent = data;
for (const [, id] of html.matchAll(/<g class="node[^"]*" id="(\w+)"/g)) nodes.push(byId(id));
for (const [, from, to] of html.matchAll(/data-from="(\w+)" data-to="(\w+)"/g)) {
  links.push(Object.assign(new Element(), { dataset: { from, to } }));
}
const root = new Element(), document = { getElementById: byId, createElement: () => new Element(), documentElement: root };
document.addEventListener = (name, handler) => { document[name] = handler; };
class DOMPoint {
  constructor(x, y) { this.x = x; this.y = y; }
  matrixTransform() { return this; }
}
vm.runInNewContext(script, { document, DOMPoint, matchMedia: () => ({ matches: true, addEventListener() {} }) });

const text = (element) => [element.textContent, ...element.children.map(text)].filter(Boolean).join("\n");
const seen = { theme: [root.dataset.theme] };
byId("theme").onclick();
seen.theme.push(root.dataset.theme);
byId("search").value = process.argv[3];
byId("search").handlers.input();
seen.found = byId("found").textContent;
byId("search").handlers.keydown({ key: "Enter" });
seen.panel = text(byId("details"));
seen.open = !byId("panel").hidden;
seen.dim = nodes.filter((node) => node.names.has("dim")).length;
document.keydown({ key: "Escape" });
seen.closed = byId("panel").hidden;
for (const node of nodes) svg.handlers.click({ target: node });
const stage = byId("stage").handlers;
stage.wheel({ preventDefault() {}, deltaY: -1, clientX: 0, clientY: 0 });
seen.zoomed = svg.viewBox;
byId("fit").onclick();
seen.fit = svg.viewBox;
stage.pointerdown({ clientX: 0, clientY: 0 });
stage.pointermove({ clientX: 30, clientY: 0, buttons: 1, pointerId: 1 });
seen.moved = svg.viewBox;
console.log(JSON.stringify(seen));
