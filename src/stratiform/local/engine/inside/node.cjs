// Loaded by every Node process of a container (NODE_OPTIONS): gives the task its own addresses.
// Without an address, as in a function, a process only calls others.
// What a listen binds is a port of 127.0.0.1, published for the task's address; see address.py.
"use strict";
const { STRATIFORM_ADDRESS: address = "", STRATIFORM_PORTS: folder, STRATIFORM_PUBLISHED = "" } = process.env;

if (folder) {
  const dns = require("dns");
  const fs = require("fs");
  const net = require("net");
  const path = require("path");

  const published = new Map(STRATIFORM_PUBLISHED.split(",").filter(Boolean).map((pair) => pair.split("=").map(Number)));
  const byReal = new Map([...published].map(([port, real]) => [real, port]));
  const any = (host) => !host || ["0.0.0.0", "::"].includes(host) || host === address;
  const local = (host) => ["127.0.0.1", "localhost", "::1"].includes(host);

  const read = (name) => {
    try {
      return fs.readFileSync(path.join(folder, name), "utf8");
    } catch {
      return undefined;
    }
  };
  const publish = (name, real) => {
    const temporary = path.join(folder, `.${name}.${process.pid}`);
    fs.writeFileSync(temporary, String(real));
    fs.renameSync(temporary, path.join(folder, name));
  };

  const listen = net.Server.prototype.listen;
  if (address) net.Server.prototype.listen = function (...given) {
    const [first, second] = given;
    const callback = given.find((argument) => typeof argument === "function");
    let options;
    if (first !== null && typeof first === "object" && "port" in first) options = { ...first };
    else if (typeof first === "number" || (typeof first === "string" && /^\d+$/.test(first)))
      options = { port: Number(first), host: typeof second === "string" ? second : undefined };
    if (!options || (!any(options.host) && !local(options.host))) return listen.apply(this, given);
    const asked = Number(options.port);
    const port = byReal.get(asked) ?? asked;
    const inside = local(options.host) && !byReal.has(asked);
    const real = inside ? 0 : published.get(port) ?? 0;
    if (port) this.once("listening", () => publish(inside ? `${address}_${port}_local` : `${address}_${port}`, this.address().port));
    return listen.call(this, { ...options, port: real, host: "127.0.0.1" }, callback);
  };

  const target = (host, port) => {
    if (typeof host === "string" && host.startsWith("10.77.")) {
      const real = read(`${host}_${port}`) ?? (host === address ? read(`${host}_${port}_local`) : undefined);
      return Number(real ?? 1); // port 1 of loopback refuses, as a task that does not listen does
    }
    if (address && (!host || local(host))) {
      const real = read(`${address}_${port}_local`) ?? read(`${address}_${port}`);
      return real === undefined ? undefined : Number(real);
    }
    return undefined;
  };

  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (...given) {
    const normalized = Array.isArray(given[0]) ? given[0] : given;
    const [first, second] = normalized;
    let options;
    if (first !== null && typeof first === "object" && first.port !== undefined) options = first;
    else if (typeof first === "number" || (typeof first === "string" && /^\d+$/.test(first)))
      options = { port: Number(first), host: typeof second === "string" ? second : undefined };
    if (!options || options.path) return connect.apply(this, given);
    const named = read(path.join("names", String(options.host ?? "").toLowerCase()))?.split(/\s+/)[0];
    const real = target(named ?? options.host, Number(options.port));
    if (real === undefined) return connect.apply(this, given);
    const changed = { ...options, port: real, host: "127.0.0.1" };
    const callback = normalized.find((argument) => typeof argument === "function");
    return connect.call(this, changed, callback);
  };

  const lookup = dns.lookup;
  dns.lookup = function (host, ...rest) {
    const found = typeof host === "string" ? read(path.join("names", host.toLowerCase()))?.split(/\s+/).filter(Boolean) : undefined;
    if (!found?.length) return lookup.call(this, host, ...rest);
    const options = typeof rest[0] === "object" ? rest[0] : {};
    const callback = rest[rest.length - 1];
    if (options.all) return process.nextTick(callback, null, found.map((each) => ({ address: each, family: 4 })));
    return process.nextTick(callback, null, found[0], 4);
  };
}
