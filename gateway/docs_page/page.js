"use strict";

let spec = null;

function parameters(item, operation) {
  const all = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
  return all.map((each) => resolved(spec, each));
}

function folded(title, ...children) {
  return element("details", {}, element("summary", {}, title), ...children);
}

function parametersOf(item, operation) {
  const found = parameters(item, operation);
  if (!found.length) return null;
  const lines = found.map((each) => {
    const described = { ...resolved(spec, each.schema), description: each.description };
    return row(spec, `${each.name} (${each.in})`, described, each.required);
  });
  return folded(word("parameters"), element("table", {}, element("tbody", {}, ...lines)));
}

function contentOf(content) {
  return Object.entries(content ?? {}).flatMap(([type, media]) => [
    element("p", {}, code(type)),
    table(spec, media.schema),
    media.example === undefined ? null : folded(word("example"), block(media.example)),
  ]);
}

function answersOf(operation) {
  const parts = Object.entries(operation.responses).sort().map(([status, reference]) => {
    const answer = resolved(spec, reference);
    const title = element("span", {}, element("b", { class: `s${status[0]}` }, status), ` ${answer.description}`);
    return folded(title, ...contentOf(answer.content));
  });
  return folded(word("answers"), ...parts);
}

function roles(operation) {
  const names = operation["x-roles"];
  if (!names) return element("p", { class: "roles" }, word(operation["security"].length ? "signed" : "open"));
  const marks = names.map((each) => element("span", { class: "role" }, named("role", each)));
  return element("p", { class: "roles" }, `${word("roles")}: `, ...marks);
}

function trial(path, method, item, operation) {
  const form = element("form", {});
  for (const each of parameters(item, operation)) {
    const input = element("input", { name: `${each.in}:${each.name}`, dir: "ltr", autocomplete: "off" });
    if (each.in === "path") input.required = true;
    form.append(element("label", {}, code(each.name), " ", input));
  }
  const sample = operation.requestBody?.content?.["application/json"]?.example;
  if (operation.requestBody) {
    const body = element("textarea", { name: "body", rows: "10", dir: "ltr", spellcheck: "false" });
    body.value = JSON.stringify(sample ?? {}, null, 2);
    form.append(body);
  }
  const shown = element("div", { "aria-live": "polite" });
  form.append(element("button", { type: "submit" }, word("send")), shown);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(path, method, form, shown);
  });
  return folded(word("try"), form);
}

async function send(path, method, form, shown) {
  shown.replaceChildren(word("sending"));
  const headers = { Accept: "application/json, application/problem+json", "Accept-Language": language };
  const query = new URLSearchParams();
  let target = path;
  for (const input of form.querySelectorAll("input")) {
    const [place, name] = input.name.split(/:(.*)/);
    if (!input.value) continue;
    if (place === "path") target = target.replace(`{${name}}`, encodeURIComponent(input.value));
    if (place === "query") query.set(name, input.value);
    if (place === "header") headers[name] = input.value;
  }
  const token = document.getElementById("token").value.trim();
  if (token) headers.Authorization = `Bearer ${token}`;
  const body = form.querySelector("textarea")?.value;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const url = query.size ? `${target}?${query}` : target;
  try {
    const answer = await fetch(url, { method: method.toUpperCase(), headers, body, credentials: "omit" });
    const text = await answer.text();
    const lines = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    shown.replaceChildren(element("p", {}, element("b", { class: `s${String(answer.status)[0]}` }, String(answer.status))),
      block(lines), block(pretty(text)));
  } catch {
    shown.replaceChildren(word("noAnswer"));
  }
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function summary(operation) {
  return (language === "ar" ? operation["x-summary-ar"] : null) ?? operation.summary ?? "";
}

function operationCard(path, method, item) {
  const operation = item[method];
  const body = operation.requestBody?.content?.["application/json"];
  return element("article", { id: operation.operationId },
    element("h3", {}, element("span", { class: `verb ${method}` }, method.toUpperCase()), " ", code(path)),
    element("p", { class: "summary", dir: "auto" }, summary(operation)),
    element("p", { dir: "auto", lang: "en" }, (operation.description ?? "").replace(/\s*Roles:.*$/s, "")),
    roles(operation),
    parametersOf(item, operation),
    body ? folded(word("body"), ...contentOf(operation.requestBody.content)) : null,
    answersOf(operation),
    trial(path, method, item, operation));
}

function fits(path, method, operation, wanted) {
  const text = [path, method, operation.operationId, operation.summary, operation["x-summary-ar"], ...operation.tags,
    ...operation.tags.map((tag) => named("tags", tag))].join(" ").toLowerCase();
  return wanted.split(/\s+/).every((each) => text.includes(each));
}

function show() {
  applyWords();
  if (!spec) return;
  const wanted = document.getElementById("filter").value.trim().toLowerCase();
  const sections = new Map(spec.tags.map((tag) => [tag.name, []]));
  for (const [path, item] of Object.entries(spec.paths)) {
    for (const method of ["get", "post", "put", "patch", "delete"]) {
      if (item[method] && fits(path, method, item[method], wanted)) {
        sections.get(item[method].tags[0]).push([path, method, item]);
      }
    }
  }
  const shown = [...sections].filter(([, operations]) => operations.length);
  document.getElementById("contents").replaceChildren(...shown.map(([tag, operations]) =>
    element("div", {}, element("b", {}, named("tags", tag)), element("ul", {}, ...operations.map(([path, method, item]) =>
      element("li", {}, element("a", { href: `#${item[method].operationId}` },
        element("span", { class: `verb ${method}` }, method.toUpperCase()), " ", code(path))))))));
  document.getElementById("operations").replaceChildren(introduction(), tokenField(), ...shown.flatMap(([tag, operations]) =>
    [element("h2", {}, named("tags", tag)), ...operations.map((each) => operationCard(...each))]));
}

function introduction() {
  const plain = (text) => text.replace(/[*`]/g, "").replace(/\s+/g, " ").trim();
  const parts = spec.info.description.split("\n\n").map((each) => each.startsWith("* ")
    ? element("ul", { dir: "auto" }, ...each.split(/^\* /m).filter(Boolean).map((line) => element("li", {}, plain(line))))
    : element("p", { dir: "auto" }, plain(each)));
  return element("details", { open: "" }, element("summary", {}, `${spec.info.title} ${spec.info.version}`), ...parts);
}

let token = "";

function tokenField() {
  const input = element("input", { id: "token", type: "password", dir: "ltr", autocomplete: "off" });
  input.value = token;
  input.addEventListener("input", () => { token = input.value; });
  const form = element("form", {}, element("label", {}, `${word("token")} `, input, " ", element("small", {}, word("tokenHint"))));
  form.addEventListener("submit", (event) => event.preventDefault());
  return form;
}

async function start() {
  document.getElementById("language").addEventListener("click", () => {
    language = language === "ar" ? "en" : "ar";
    show();
  });
  document.getElementById("filter").addEventListener("input", show);
  show();
  try {
    spec = await (await fetch("/openapi.json")).json();
    show();
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  } catch {
    document.getElementById("operations").replaceChildren(word("failed"));
  }
}

start();
