// Forms that lose nothing: typed text is kept in this tab until it has been received.
// What it says stands in the page, in the reader's language; names of files are put into it.

const PREFIX = "kentongan.draft:";
const SENT = "kentongan.sent";
const NEAR = 0.9;
const owner = document.body.dataset.person ?? "";
const keyOf = (form) => `${PREFIX}${owner}:${form.dataset.keep}`;
const language = document.documentElement.lang;
const filled = (words, values) => words.replace(/{(\w+)}/g, (hole, name) => values[name] ?? hole);
const isDigit = (text) => /^\d+$/.test(text);

function keepable(input) {
  return input.name && input.name !== "csrf_token" && !("forget" in input.dataset) &&
    !["hidden", "file", "password", "submit", "button"].includes(input.type);
}

function readForm(form) {
  const typed = {};
  for (const input of form.elements) {
    if (!keepable(input)) continue;
    const ticked = input.type === "checkbox" || input.type === "radio";
    if (ticked && !input.checked) { typed[input.name] ??= []; continue; }
    (typed[input.name] ??= []).push(input.value);
  }
  return typed;
}

function writeForm(form, typed) {
  for (const input of form.elements) {
    if (!keepable(input) || !(input.name in typed)) continue;
    const values = typed[input.name];
    if (input.type === "checkbox" || input.type === "radio") input.checked = values.includes(input.value);
    else if (values.length > 0) input.value = values[0];
  }
}

function save(form) {
  sessionStorage.setItem(keyOf(form), JSON.stringify(readForm(form)));
}

function clearReceived() {
  const sent = sessionStorage.getItem(SENT);
  if (sent === null) return;
  sessionStorage.removeItem(SENT);
  const failed = document.querySelector("[data-post-failed], .k-error");
  if (!failed) sessionStorage.removeItem(sent);
}

function offerDiscard(form) {
  const note = document.querySelector("template[data-restored]").content.firstElementChild.cloneNode(true);
  note.querySelector("button").addEventListener("click", () => {
    sessionStorage.removeItem(keyOf(form));
    form.reset();
    note.remove();
  });
  form.prepend(note);
}

function restore(form) {
  const draft = sessionStorage.getItem(keyOf(form));
  if (draft === null || form.querySelector(".k-error")) return;
  if (draft === JSON.stringify(readForm(form))) return;
  const typed = JSON.parse(draft);
  addMissingParties(form, typed);
  writeForm(form, typed);
  offerDiscard(form);
  const fold = form.closest("details");
  if (fold) fold.open = true;
}

function count(textarea) {
  const output = document.getElementById(textarea.dataset.counter);
  if (!output) return;
  const limit = Number(output.dataset.limit);
  const used = textarea.value.length;
  const values = { used: used.toLocaleString(language), limit: limit.toLocaleString(language) };
  output.textContent = filled(output.dataset.counts, values);
  output.classList.toggle("is-near", used > limit * NEAR);
}

function sizeWords(bytes) {
  const units = ["B", "KB", "MB", "GB"];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) { size /= 1024; unit += 1; }
  return `${size.toLocaleString(language, { maximumFractionDigits: 1 })} ${units[unit]}`;
}

async function thumbnail(file) {
  const canvas = document.createElement("canvas");
  canvas.width = 80;
  canvas.height = 80;
  const bitmap = await createImageBitmap(file);
  const side = Math.min(bitmap.width, bitmap.height);
  canvas.getContext("2d").drawImage(
    bitmap, (bitmap.width - side) / 2, (bitmap.height - side) / 2, side, side, 0, 0, 80, 80,
  );
  bitmap.close();
  return canvas;
}

function listFiles(input) {
  const list = document.getElementById(input.dataset.files);
  const limit = Number(list.dataset.limit ?? Infinity);
  list.replaceChildren();
  let tooLarge = "";
  for (const file of input.files) {
    const line = document.createElement("li");
    const words = document.createElement("span");
    const name = document.createElement("bdi");
    name.translate = false;
    name.textContent = file.name;
    words.append(name, ` · ${sizeWords(file.size)}`);
    line.append(words);
    if (file.size > limit) {
      tooLarge ||= filled(list.dataset.larger, { name: file.name, limit: sizeWords(limit) });
      words.className = "is-late";
      words.append(` – ${list.dataset.tooLarge}`);
    } else if (file.type.startsWith("image/")) {
      thumbnail(file).then((picture) => line.prepend(picture), () => line.classList.add("no-picture"));
    }
    list.append(line);
  }
  input.setCustomValidity(tooLarge);
}

function partyIndexes(form) {
  return [...form.querySelectorAll("[data-party]")].map((row) => row.dataset.party).filter(isDigit).map(Number);
}

function addParty(form, index = Math.max(-1, ...partyIndexes(form)) + 1) {
  const template = form.querySelector("template[data-party-template]");
  const holder = document.createElement("template");
  holder.innerHTML = template.innerHTML.replaceAll("__index__", String(index));
  const row = holder.content.firstElementChild;
  form.querySelector("[data-parties]").append(row);
  return row;
}

function addMissingParties(form, typed) {
  if (!form.querySelector("[data-parties]")) return;
  const present = new Set(partyIndexes(form));
  const wanted = new Set(Object.keys(typed).map((name) => /^party-(\d+)-/.exec(name)?.[1]).filter(Boolean));
  for (const index of wanted) if (!present.has(Number(index))) addParty(form, Number(index));
}

function onClick(event) {
  const button = event.target.closest("button");
  if (!button?.form) return;
  if ("addParty" in button.dataset) {
    event.preventDefault();
    addParty(button.form).querySelector("input, select").focus();
  } else if ("removeParty" in button.dataset) {
    event.preventDefault();
    const form = button.form;
    button.closest("[data-party]").remove();
    form.querySelector("[data-add-party]").focus();
    save(form);
  }
}

function onInput(event) {
  const { target } = event;
  if (target.dataset.counter) count(target);
  if (target.dataset.files) listFiles(target);
  const form = target.closest("form[data-keep]");
  if (form) save(form);
}

function onSubmit(event) {
  const form = event.target;
  if ("signOut" in form.dataset) sessionStorage.clear();
  if (form.dataset.keep) sessionStorage.setItem(SENT, keyOf(form));
  if (form.method !== "post") return;
  for (const button of form.querySelectorAll("button.k-submit")) button.setAttribute("aria-busy", "true");
}

function calm() {
  for (const button of document.querySelectorAll('[aria-busy="true"]')) button.removeAttribute("aria-busy");
}

function start(root) {
  for (const form of root.querySelectorAll("form[data-keep]")) restore(form);
  for (const area of root.querySelectorAll("[data-counter]")) count(area);
}

clearReceived();
document.addEventListener("click", onClick);
document.addEventListener("input", onInput);
document.addEventListener("submit", onSubmit);
document.addEventListener("htmx:after:swap", () => start(document));
window.addEventListener("pageshow", calm);
start(document);
