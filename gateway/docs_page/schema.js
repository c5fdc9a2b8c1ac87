"use strict";
// Elements, and schemas shown as tables of fields. Everything is set as text, never as markup.

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

function code(text) {
  return element("code", { dir: "ltr", lang: "en" }, text);
}

function block(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return element("pre", { dir: "ltr", lang: "en", tabindex: "0" }, text);
}

function resolved(spec, node) {
  let found = node;
  while (found && found.$ref) {
    found = found.$ref.slice(2).split("/").reduce((at, step) => at[step], spec);
  }
  return found;
}

function kind(spec, schema) {
  const inner = resolved(spec, schema);
  if (inner.anyOf && !inner.properties) {
    return [...new Set(inner.anyOf.map((each) => kind(spec, each)))].join(" | ");
  }
  if (inner.const !== undefined) return JSON.stringify(inner.const);
  const type = Array.isArray(inner.type) ? inner.type.join(" | ") : inner.type ?? "any";
  return type === "array" && inner.items ? `${kind(spec, inner.items)}[]` : type;
}

function bounds(schema) {
  const parts = [];
  if (schema.format) parts.push(schema.format);
  if (schema.enum) parts.push(schema.enum.map((each) => JSON.stringify(each)).join(" · "));
  if (schema.minLength !== undefined || schema.maxLength !== undefined) {
    parts.push(`${schema.minLength ?? 0}…${schema.maxLength ?? "∞"}`);
  }
  if (schema.minimum !== undefined || schema.maximum !== undefined) {
    parts.push(`${schema.minimum ?? "-∞"} ≤ x ≤ ${schema.maximum ?? "∞"}`);
  }
  if (schema.minItems !== undefined || schema.maxItems !== undefined) {
    parts.push(`[${schema.minItems ?? 0}…${schema.maxItems ?? "∞"}]`);
  }
  if (schema.pattern && schema.pattern.length < 60) parts.push(schema.pattern);
  return parts.join("  ");
}

function withFields(spec, schema) {
  const inner = resolved(spec, schema);
  if (inner.properties) return inner;
  const choice = (inner.anyOf ?? []).map((each) => withFields(spec, each)).find(Boolean);
  return choice ?? (inner.items ? withFields(spec, inner.items) : null);
}

function rows(spec, schema, prefix, depth) {
  const inner = withFields(spec, schema);
  if (!inner || depth > 5) return [];
  return Object.entries(inner.properties).flatMap(([name, property]) => {
    const field = resolved(spec, property);
    const path = prefix ? `${prefix}.${name}` : name;
    const needed = (inner.required ?? []).includes(name);
    return [row(spec, path, field, needed), ...rows(spec, field, path, depth + 1)];
  });
}

function row(spec, path, schema, needed) {
  return element("tr", {},
    element("td", {}, code(path), needed ? element("span", { class: "needed" }, ` ${word("required")}`) : null),
    element("td", {}, code(kind(spec, schema)), " ", element("small", { dir: "ltr" }, bounds(schema))),
    element("td", { dir: "auto" }, schema.description ?? ""));
}

function table(spec, schema) {
  const found = rows(spec, schema, "", 0);
  return found.length ? element("table", {}, element("tbody", {}, ...found)) : null;
}
