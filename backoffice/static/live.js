// Live pages: a stream of events says that something changed; what changed is fetched like any page.
// A form somebody is typing in is never replaced, and without this file everything works as before.

const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 60000;
const HIDDEN_AFTER = 30000;
const SETTLE = 1200;
const LEFT_AFTER = 1500;
const BY_ITSELF = { "X-Live": "1" };

const shown = document.querySelector("[data-live-report]");
let source = null;
let failures = 0;
let again = 0;
let hiding = 0;
let settling = 0;
let ended = false;
let greeted = false;

function open() {
  if (source || ended || document.hidden) return;
  clearTimeout(again);
  const report = shown?.dataset.liveReport;
  source = new EventSource(report ? `/peristiwa?laporan=${report}` : "/peristiwa");
  source.addEventListener("hello", (event) => {
    failures = 0;
    compare(JSON.parse(event.data));
    if (greeted) settle();
    greeted = true;
  });
  source.addEventListener("report", (event) => { compare(JSON.parse(event.data)); settle(); });
  source.addEventListener("look", () => { settle(); reconsider(); });
  source.addEventListener("presence", () => lookAround());
  source.addEventListener("end", () => { ended = true; close(); });
  source.onerror = retry;
}

function close() {
  source?.close();
  source = null;
}

function retry() {
  close();
  failures += 1;
  const pause = Math.min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE);
  again = setTimeout(open, pause * (0.7 + Math.random() * 0.6));
}

function compare(told) {
  if (!shown || told.report !== shown.dataset.liveReport || told.version === null) return;
  if (told.version <= Number(shown.dataset.version)) return;
  document.querySelector("[data-live-changed]")?.removeAttribute("hidden");
}

function reconsider() {
  if (shown) { close(); open(); }
}

function settle() {
  if (shown || !document.querySelector(".k-list")) return;
  clearTimeout(settling);
  settling = setTimeout(refreshList, SETTLE);
}

function isBusy(list) {
  const focused = document.activeElement;
  const typing = list.contains(focused) && focused.matches("input, select, textarea");
  return typing || list.querySelector('input[type="checkbox"]:checked, details[open]') !== null;
}

async function refreshList() {
  const answer = await fetch(location.href, { headers: BY_ITSELF, credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of [".k-side-nav", ".k-bottom", ".k-kpis", ".k-bell-place", ".k-title .k-sub"]) swap(part, fresh);
  const list = document.querySelector(".k-list");
  if (list && !isBusy(list)) swap(".k-list", fresh);
}

function swap(selector, fresh) {
  const old = document.querySelector(selector);
  const one = fresh.querySelector(selector);
  if (!old || !one || old.innerHTML === one.innerHTML) return;
  const place = document.activeElement?.closest(selector) ? document.activeElement.getAttribute("href") : null;
  old.replaceChildren(...one.childNodes);
  window.htmx?.process(old);
  if (place) old.querySelector(`a[href="${CSS.escape(place)}"]`)?.focus();
  document.dispatchEvent(new CustomEvent("htmx:after:swap"));
}

let looking = 0;
function lookAround() {
  clearTimeout(looking);
  looking = setTimeout(() => lookNow(), 200);
}

async function lookNow(form = null) {
  const place = document.querySelector("[data-live-present]");
  if (!place) return;
  const wanted = form === null ? "" : `?formulir=${encodeURIComponent(form)}`;
  const address = `/laporan/${shown.dataset.liveReport}/hadir${wanted}`;
  const answer = await fetch(address, { headers: BY_ITSELF, credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  place.replaceChildren(...fresh.body.childNodes);
}

let writing = "";
let leaving = 0;
function onFocus(event) {
  const form = event.target.closest?.("form.k-form");
  const name = form?.id.startsWith("aksi-") ? form.id.slice("aksi-".length) : "";
  if (!shown || name === writing || !event.target.matches("input, textarea, select")) return;
  writing = name;
  lookNow(name);
}

function onLeave() {
  clearTimeout(leaving);
  if (writing !== "") leaving = setTimeout(leaveForm, LEFT_AFTER);
}

function leaveForm() {
  if (writing === "" || document.activeElement?.closest(`#aksi-${writing}`)) return;
  writing = "";
  lookNow("");
}

function onVisibility() {
  clearTimeout(hiding);
  if (document.hidden) hiding = setTimeout(close, HIDDEN_AFTER);
  else { failures = 0; open(); }
}

if (document.body.dataset.person && "EventSource" in window) {
  document.addEventListener("visibilitychange", onVisibility);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("focusout", onLeave);
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
  open();
}
