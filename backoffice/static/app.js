// The frame's comforts: theme, clock, keyboard, ticking rows, copying. Every page works without it.
// What it says stands in the page, in the reader's language, as data on the element that says it.

const THEME_COOKIE = "kentongan_theme";
const DARK_MEDIA = { auto: "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };
const A_YEAR = 31536000;
const SAY_AFTER = 150;

function applyTheme(theme) {
  const root = document.documentElement;
  root.dataset.theme = theme;
  document.getElementById("k-dark")?.setAttribute("media", DARK_MEDIA[theme]);
  for (const button of document.querySelectorAll("[data-theme-value]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeValue === theme));
  }
}

function startTheme() {
  const saved = document.documentElement.dataset.theme;
  for (const group of document.querySelectorAll("[data-theme-switch]")) group.hidden = false;
  applyTheme(saved in DARK_MEDIA ? saved : "auto");
}

function chooseTheme(theme) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${A_YEAR}; samesite=lax${secure}`;
  applyTheme(theme);
}

function startClock() {
  const clock = document.querySelector("[data-clock]");
  const shown = clock?.querySelector("[data-clock-time]");
  if (!shown) return;
  const offset = Number(clock.dataset.clock) * 1000;
  const drift = Date.parse(clock.dateTime) - Date.now();
  const tick = () => {
    const there = new Date(Date.now() + drift + offset);
    const pad = (value) => String(value).padStart(2, "0");
    shown.textContent = `${pad(there.getUTCHours())}.${pad(there.getUTCMinutes())}`;
  };
  setInterval(tick, 15000);
}

function isTyping(target) {
  const ticks = 'input[type="checkbox"], input[type="radio"]';
  return target.closest("input, textarea, select, [contenteditable], dialog[open]") !== null && !target.matches(ticks);
}

function rowInHand() {
  return document.activeElement?.closest(".k-table tbody tr") ?? null;
}

function moveInList(step) {
  const rows = [...document.querySelectorAll(".k-table .k-number")];
  if (rows.length === 0) return;
  const here = rows.indexOf(rowInHand()?.querySelector(".k-number"));
  const next = here === -1 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + step, 0), rows.length - 1);
  rows[next].focus();
}

const SHORTCUTS = {
  "/": () => document.getElementById("cari")?.focus(),
  "?": () => document.getElementById("pintasan")?.showModal(),
  j: () => moveInList(1),
  k: () => moveInList(-1),
  g: () => document.querySelector(".k-side .k-nav")?.click(),
  x: () => rowInHand()?.querySelector('input[name="report"]')?.click(),
  m: () => document.querySelector(".k-bulk.is-ready button")?.focus(),
  u: () => document.querySelector(".k-crumbs a")?.click(),
  l: () => document.querySelector("#langkah :is(input, select, textarea, button, summary):not([type=hidden])")?.focus(),
  c: () => document.querySelector('.k-side a[href="/catat"]')?.click(),
};

// One-letter shortcuts get in the way of speech input and of shaky hands: WCAG 2.1.4 wants them to have an end.
const KEYS_OFF = "kentongan.keys-off";
const keysOn = () => localStorage.getItem(KEYS_OFF) === null;

function showKeys() {
  for (const button of document.querySelectorAll("[data-keys-switch]")) {
    button.setAttribute("aria-pressed", String(keysOn()));
    button.querySelector("span").textContent = keysOn() ? button.dataset.on : button.dataset.off;
  }
}

function switchKeys() {
  if (keysOn()) localStorage.setItem(KEYS_OFF, "1");
  else localStorage.removeItem(KEYS_OFF);
  showKeys();
}

function sendTyped(event) {
  const form = event.target.closest?.("form");
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || form?.method !== "post") return false;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button.k-submit"));
  return true;
}

const NEIGHBOURS = { ArrowLeft: "prev", ArrowRight: "next" };

function toNeighbour(event) {
  const rel = NEIGHBOURS[event.key];
  const link = rel && !event.target.closest("audio, video, iframe") && document.querySelector(`.k-neighbours a[rel="${rel}"]`);
  link?.click();
  return Boolean(link);
}

function onKey(event) {
  if (event.key === "Escape") {
    closeMenus();
    if (location.hash === "#menu") location.hash = "#isi";
    return;
  }
  if (sendTyped(event) || !keysOn()) return;
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (toNeighbour(event)) return;
  const act = SHORTCUTS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function closeMenus(except = null) {
  for (const menu of document.querySelectorAll(".k-menu[open]")) {
    if (menu === except) continue;
    const hadFocus = menu.contains(document.activeElement);
    menu.open = false;
    if (hadFocus) menu.querySelector("summary").focus();
  }
}

async function copyText(button) {
  const words = button.querySelector("span");
  const before = words.textContent;
  await navigator.clipboard.writeText(button.dataset.copy);
  words.textContent = button.dataset.copied;
  setTimeout(() => { words.textContent = before; }, 2000);
}

function refreshPicks(form) {
  const boxes = [...form.querySelectorAll('input[name="report"]')];
  const ticked = boxes.filter((box) => box.checked);
  const picked = ticked.reduce((sum, box) => sum + Number(box.dataset.many ?? 1), 0);
  for (const all of form.querySelectorAll("[data-pick-all]")) {
    all.checked = ticked.length > 0 && ticked.length === boxes.length;
    all.indeterminate = ticked.length > 0 && ticked.length < boxes.length;
  }
  form.querySelector(".k-bulk")?.classList.toggle("is-ready", picked > 0);
  const words = form.querySelector("[data-picked]");
  if (words) words.textContent = words.dataset.picked.replace("{n}", picked);
}

function pickedOf(form) {
  return [...form.querySelectorAll('input[name="report"]')].filter((box) => box.checked).map((box) => box.value);
}

function withPicks(address, picks) {
  const url = new URL(address, location.origin);
  if (picks.length > 0) url.searchParams.set("pilih", picks.join(","));
  else url.searchParams.delete("pilih");
  return `${url.pathname}${url.search}`;
}

function keepPicks(form) {
  // In the address, so that a reload, the way back from a report and a look at history find them again.
  const picks = pickedOf(form);
  history.replaceState(history.state, "", withPicks(location.href, picks) + location.hash);
  for (const link of document.querySelectorAll(".k-pages a")) link.setAttribute("href", withPicks(link.href, picks));
  for (const link of form.querySelectorAll("a.k-number")) {
    const url = new URL(link.href);
    const back = url.searchParams.get("dari");
    if (back === null) continue;
    url.searchParams.set("dari", withPicks(back, picks));
    link.href = `${url.pathname}${url.search}`;
  }
}

function onChange(event) {
  const form = event.target.closest("[data-bulk]");
  if (!form) return;
  if (event.target.matches("[data-pick-all]")) {
    for (const box of form.querySelectorAll('input[name="report"]')) box.checked = event.target.checked;
  }
  refreshPicks(form);
  keepPicks(form);
}

function onClick(event) {
  const button = event.target.closest("button");
  if (button?.dataset.themeValue) chooseTheme(button.dataset.themeValue);
  if (button && "copy" in button.dataset) copyText(button);
  if (button && "print" in button.dataset) window.print();
  if (button && "keysOpen" in button.dataset) SHORTCUTS["?"]();
  if (button && "keysSwitch" in button.dataset) switchKeys();
  closeMenus(event.target.closest(".k-menu"));
}

// On a phone the main step's button stays in reach: from elsewhere it leads to the form, in the form it sends it.
function watchReach() {
  const bar = document.querySelector(".k-reach");
  const own = document.querySelector("#langkah > .k-pad > .k-form .k-submit");
  if (!bar || !own || !("IntersectionObserver" in window)) return;
  new IntersectionObserver(([entry]) => bar.classList.toggle("is-there", entry.isIntersecting)).observe(own);
  new IntersectionObserver(([entry]) => bar.classList.toggle("is-in-form", entry.isIntersecting), {
    rootMargin: "-45% 0px -45% 0px",
  }).observe(own.form);
  bar.addEventListener("click", (event) => {
    if (!bar.classList.contains("is-in-form")) return;
    event.preventDefault();
    own.form.requestSubmit(own);
  });
}

// A live region that is itself replaced is not read out, so one that stays tells what the swap brought.
const wordsTold = () => document.querySelector("[data-told]")?.textContent.trim() ?? "";
let told = wordsTold();
let telling = 0;

function tell(event) {
  const words = wordsTold();
  const asked = event.detail !== null;
  if (!asked && words === told) return;
  told = words;
  const place = document.querySelector("[data-say]");
  if (!place) return;
  place.textContent = "";
  clearTimeout(telling);
  telling = setTimeout(() => { place.textContent = words; }, SAY_AFTER);
}

function reveal(root) {
  const canCopy = Boolean(navigator.clipboard);
  for (const element of root.querySelectorAll("[data-needs-js], [data-pick-all], [data-keys-open]")) element.hidden = false;
  for (const element of root.querySelectorAll("[data-copy]")) element.hidden = !canCopy;
  for (const form of root.querySelectorAll("[data-bulk]")) refreshPicks(form);
}

// A browser that has focused what is wrong does not always scroll to it while the page is still being laid out.
function bringIntoSight() {
  const focused = document.activeElement;
  if (focused?.hasAttribute("autofocus")) focused.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", onKey);
document.addEventListener("click", onClick);
document.addEventListener("change", onChange);
document.addEventListener("htmx:after:swap", (event) => { reveal(document); watchReach(); tell(event); });
window.addEventListener("load", bringIntoSight);
startTheme();
startClock();
showKeys();
watchReach();
reveal(document);
