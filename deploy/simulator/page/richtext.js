// Shows a text with Telegram's entities. Offsets count UTF-16 code units, as JavaScript does.

import { h } from "./dom.js";

const STEP = /^Langkah \d+ dari \d+/;

/** Make the content of a bubble: paragraphs of marked text, the first bold line as a heading. */
export function richText(text, entities, actions) {
  const root = h("div", { class: "text" });
  root.append(...nodesOf(text, 0, text.length, sorted(entities), actions));
  markHeading(root, text, entities);
  return root;
}

function sorted(entities) {
  return [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

function nodesOf(text, start, end, entities, actions) {
  const nodes = [];
  let at = start;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const close = Math.min(entity.offset + entity.length, end);
    const inside = [];
    index += 1;
    while (index < entities.length && entities[index].offset < close) inside.push(entities[index++]);
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    nodes.push(wrap(entity, text.slice(entity.offset, close), nodesOf(text, entity.offset, close, inside, actions), standsAlone(text, entity), actions));
    at = close;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function standsAlone(text, entity) {
  const end = entity.offset + entity.length;
  const before = entity.offset === 0 || text[entity.offset - 1] === "\n";
  const after = end === text.length || text[end] === "\n";
  return before && after && !text.slice(entity.offset, end).includes("\n");
}

const PLAIN_TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };

function wrap(entity, plain, children, alone, actions) {
  if (PLAIN_TAGS[entity.type]) return h(PLAIN_TAGS[entity.type], {}, children);
  switch (entity.type) {
    case "code":
      return h("button", { type: "button", class: alone ? "code code-alone" : "code", title: "Salin", "aria-label": `${plain} – salin`, onclick: () => actions.copy(plain) }, plain);
    case "pre":
      return h("pre", { class: "pre", tabindex: "0", "aria-label": "Teks tetap; tekan untuk menyalin", onclick: () => actions.copy(plain) }, plain);
    case "spoiler":
      return spoiler(children);
    case "blockquote":
    case "expandable_blockquote":
      return h("blockquote", { class: "quote" }, children);
    case "text_link":
      return link(entity.url, children);
    case "url":
      return link(plain.startsWith("http") ? plain : `https://${plain}`, children);
    case "email":
      return h("a", { class: "link", href: `mailto:${plain}` }, children);
    case "bot_command":
      return h("button", { type: "button", class: "link command", onclick: () => actions.command(plain) }, plain);
    default:
      return h("span", { class: `entity-${entity.type}` }, children);
  }
}

function link(address, children) {
  let safe = null;
  try {
    const url = new URL(address);
    if (["http:", "https:", "mailto:", "tel:"].includes(url.protocol)) safe = url.href;
  } catch {
    safe = null;
  }
  return safe ? h("a", { class: "link", href: safe, target: "_blank", rel: "noopener noreferrer" }, children) : h("span", {}, children);
}

function spoiler(children) {
  const hidden = h("span", { class: "spoiler-text", "aria-hidden": "true" }, children);
  const cover = h("button", { type: "button", class: "spoiler", "aria-label": "Teks tersembunyi – tampilkan" }, hidden);
  cover.addEventListener("click", () => cover.replaceWith(h("span", { class: "spoiler-open" }, ...hidden.childNodes)));
  return cover;
}

function markHeading(root, text, entities) {
  const bold = entities.find((entity) => entity.type === "bold" && entity.offset === 0);
  const first = root.firstElementChild;
  if (!bold || !first || first !== root.firstChild || first.tagName !== "STRONG") return;
  const end = bold.length;
  if (end < text.length && text[end] !== "\n") return;
  first.classList.add(STEP.test(text) ? "step-line" : "title-line");
}
