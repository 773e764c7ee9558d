// Builds elements without markup in strings: text can never become HTML.

const PATHS = {
  clip: ["M15.5 7.5l-6.6 6.6a1.8 1.8 0 0 0 2.6 2.6l6.8-6.8a3.7 3.7 0 0 0-5.2-5.2l-6.9 6.9a5.6 5.6 0 0 0 7.9 7.9l6.2-6.2"],
  mic: ["M9 6a3 3 0 0 1 6 0v5a3 3 0 0 1-6 0z", "M5.5 10.5v.5a6.5 6.5 0 0 0 13 0v-.5", "M12 17.5V21", "M8.5 21h7"],
  send: ["M4 12l16-7.5-5.5 16-3-6.8z", "M11.5 13.7L20 4.5"],
  more: ["M12 5.5v.01", "M12 12v.01", "M12 18.5v.01"],
  close: ["M6 6l12 12", "M18 6L6 18"],
  down: ["M6 9.5l6 6 6-6"],
  left: ["M14.5 6l-6 6 6 6"],
  right: ["M9.5 6l6 6-6 6"],
  reply: ["M9.5 7L4.5 12l5 5", "M5 12h8.5a6 6 0 0 1 6 6v.5"],
  edit: ["M5 19h3.5L19 8.5 15.5 5 5 15.5z", "M13.5 7l3.5 3.5"],
  trash: ["M5 7h14", "M10 11v6", "M14 11v6", "M6.5 7l1 13h9l1-13", "M9.5 7V4h5v3"],
  copy: ["M9 9h10v10H9z", "M15 9V5H5v10h4"],
  file: ["M7 3.5h7l4 4v13H7z", "M14 3.5v4h4"],
  photo: ["M4.5 5h15v14h-15z", "M4.5 15.5l4-4 4.5 4.5 2.5-2.5 4 4", "M14.5 9.5v.01"],
  music: ["M9 17.5V5.5l10-2v12", "M9 17.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0", "M19 15.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0"],
  place: ["M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11z", "M14.3 10a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 0 1 4.6 0"],
  person: ["M15.5 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0", "M5 20a7 7 0 0 1 14 0"],
  people: ["M12.5 8.5a3 3 0 1 1-6 0 3 3 0 0 1 6 0", "M3.5 19.5a6 6 0 0 1 12 0", "M15.5 5.8a3 3 0 0 1 0 5.4", "M17.5 14.5a6 6 0 0 1 3 5"],
  keys: ["M3.5 7h17v10.5h-17z", "M7 10.5v.01", "M12 10.5v.01", "M17 10.5v.01", "M8 14h8"],
  slash: ["M14.5 5l-5 14", "M4 4h16v16H4z"],
  play: ["M8 5.5v13l10.5-6.5z"],
  pause: ["M8.5 5.5v13", "M15.5 5.5v13"],
  save: ["M12 4v11", "M7.5 11l4.5 4.5 4.5-4.5", "M5 19.5h14"],
  smile: ["M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0", "M9 10v.01", "M15 10v.01", "M8.5 14a4.2 4.2 0 0 0 7 0"],
  round: ["M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0", "M10.5 9v6l4.5-3z"],
  poll: ["M5 19V12", "M12 19V5", "M19 19v-9"],
  forward: ["M14.5 7l5 5-5 5", "M19 12h-8.5a6 6 0 0 0-6 6v.5"],
  clock: ["M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0", "M12 7.5V12l3 2"],
  lock: ["M6 11h12v9H6z", "M8.5 11V8a3.5 3.5 0 0 1 7 0v3"],
  pin: ["M9 4h6l-.7 6 3.2 3.5h-11L9.7 10z", "M12 13.5V20"],
  ban: ["M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0", "M6.5 6.5l11 11"],
  plus: ["M12 5v14", "M5 12h14"],
  link: ["M7 17L17 7", "M9 7h8v8"],
  mute: ["M6 15.5h12l-1.5-2.5V10a4.5 4.5 0 0 0-9 0v3z", "M4.5 4.5l15 15", "M10.5 18.5h3"],
};

/** Make an outline icon; it is decoration, so the word or label stands beside it. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  for (const d of PATHS[name]) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** Make an element: attributes, `on…` handlers, then children (nodes, texts, nothing). */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Make a button that shows only an icon, with its name for assistive technology. */
export function iconButton(name, label, onclick, extra = {}) {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...extra }, icon(name));
}

const clock = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("id-ID", { weekday: "long", day: "numeric", month: "long" });
const dayAndYear = new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "long", year: "numeric" });
const number = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 1 });

export const timeOf = (seconds) => clock.format(seconds * 1000);
export const dayKey = (seconds) => new Date(seconds * 1000).toDateString();

/** Name a day as a person would: today, yesterday, or its date. */
export function dayName(seconds) {
  const date = new Date(seconds * 1000);
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (date.toDateString() === today.toDateString()) return "Hari ini";
  if (date.toDateString() === yesterday.toDateString()) return "Kemarin";
  return date.getFullYear() === today.getFullYear() ? day.format(date) : dayAndYear.format(date);
}

/** Tell how to scroll: smoothly unless the person asked for less motion. */
export function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}

/** Write a size in bytes for a person. */
export function sizeName(bytes) {
  if (bytes < 1024) return `${bytes} bita`;
  if (bytes < 1024 * 1024) return `${number.format(bytes / 1024)} KB`;
  return `${number.format(bytes / 1024 / 1024)} MB`;
}

/** Write a length in seconds as minutes and seconds. */
export function lengthName(seconds) {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.round(seconds)) : 0;
  return `${Math.floor(whole / 60)}.${String(whole % 60).padStart(2, "0")}`;
}
