// What opens over a chat: menus, dialogs, toasts, the picture viewer.

import { h, icon, iconButton, sizeName } from "./dom.js";

/** Open a menu beside a button; `items` are `{icon, label, run, danger}`. */
export function openMenu(root, anchor, items) {
  root.querySelector(".menu")?.remove();
  const close = (refocus) => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    anchor.setAttribute("aria-expanded", "false");
    if (refocus) anchor.focus();
  };
  const outside = (event) => {
    if (!menu.contains(event.target)) close(false);
  };
  const menu = h("div", { class: "menu", role: "menu" }, items.map((item) =>
    h("button", { type: "button", role: "menuitem", class: item.danger ? "danger" : null, tabindex: "-1", onclick: () => { close(true); item.run(); } }, icon(item.icon), item.label)));
  menu.addEventListener("keydown", (event) => moveInMenu(event, menu, close));
  root.append(menu);
  placeMenu(root, anchor, menu);
  anchor.setAttribute("aria-expanded", "true");
  menu.firstElementChild.focus();
  document.addEventListener("pointerdown", outside, true);
}

function moveInMenu(event, menu, close) {
  const entries = [...menu.children];
  const at = entries.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
  if (next !== undefined) {
    event.preventDefault();
    entries[(next + entries.length) % entries.length].focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    close(true);
  }
}

function placeMenu(root, anchor, menu) {
  const box = root.getBoundingClientRect();
  const at = anchor.getBoundingClientRect();
  const below = at.bottom - box.top + menu.offsetHeight + 8 < box.height;
  const left = Math.min(Math.max(at.left - box.left, 8), box.width - menu.offsetWidth - 8);
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? at.bottom - box.top + 4 : Math.max(8, at.top - box.top - menu.offsetHeight - 4)}px`;
}

/** Show a short note above the composer; no words takes it away. */
export function toast(root, words) {
  const note = root.querySelector(".toast");
  note.textContent = words;
  note.classList.toggle("shown", words !== "");
  clearTimeout(Number(note.dataset.timer));
  note.dataset.timer = String(setTimeout(() => note.classList.remove("shown"), 4500));
}

/** Open a dialog; the promise gives the form's values, or null when it is dismissed. */
export function ask(title, body, confirm, { dismiss = "Batal", wide = false } = {}) {
  return new Promise((resolve) => {
    const form = h("form", { method: "dialog" },
      h("h2", {}, title), body,
      h("div", { class: "dialog-buttons" },
        dismiss ? h("button", { type: "button", class: "plain-button", onclick: () => dialog.close() }, dismiss) : null,
        confirm ? h("button", { type: "submit", class: "main-button", value: "yes" }, confirm) : null));
    const dialog = h("dialog", { class: `dialog${wide ? " wide" : ""}`, "aria-label": title }, form);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes" ? new FormData(form) : null);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Show what a bot's alert says. */
export const alertBox = (words) => ask("Pemberitahuan", h("p", { class: "alert-text" }, words), "Oke", { dismiss: null });

/** Ask whether to go on. */
export const confirmBox = async (title, words, yes) => (await ask(title, h("p", {}, words), yes)) !== null;

const PLACES = [
  ["Gudang logistik, Jakarta Pusat", -6.17539, 106.82715],
  ["Kantor kecamatan, Makassar", -5.13517, 119.42379],
  ["Balai kampung, Jayapura", -2.5337, 140.71813],
];

/** Ask for a place: one of three, the device's own, or typed. */
export async function askPlace(live = false) {
  const latitude = h("input", { name: "latitude", type: "number", step: "any", min: "-90", max: "90", required: true, value: PLACES[0][1] });
  const longitude = h("input", { name: "longitude", type: "number", step: "any", min: "-180", max: "180", required: true, value: PLACES[0][2] });
  const fill = (first, second) => { latitude.value = first; longitude.value = second; };
  const own = h("button", { type: "button", class: "plain-button", onclick: () => navigator.geolocation.getCurrentPosition((found) => fill(found.coords.latitude, found.coords.longitude), () => { own.textContent = "Lokasi perangkat tidak tersedia"; }) }, "Pakai lokasi perangkat ini");
  const body = h("div", { class: "fields" },
    h("div", { class: "choices" }, PLACES.map(([name, first, second]) => h("button", { type: "button", class: "choice", onclick: () => fill(first, second) }, icon("place"), name))),
    navigator.geolocation ? own : null,
    h("label", {}, "Lintang", latitude), h("label", {}, "Bujur", longitude),
    live ? h("label", {}, "Selama", h("select", { name: "live_period" }, [["900", "15 menit"], ["3600", "1 jam"], ["28800", "8 jam"]].map(([value, label]) => h("option", { value }, label)))) : null);
  const values = await ask(live ? "Kirim lokasi langsung" : "Kirim lokasi", body, "Kirim");
  const place = values && { latitude: Number(values.get("latitude")), longitude: Number(values.get("longitude")) };
  return place && live ? { ...place, live_period: Number(values.get("live_period")) } : place;
}

/** Show chosen files and ask for a caption; gives `{caption, asDocument}` or null. */
export async function askFiles(files, documents) {
  const pictures = [...files].some((file) => /^(image|video)\//.test(file.type));
  const body = h("div", { class: "fields" },
    h("ul", { class: "file-list" }, [...files].map((file) => h("li", {}, icon(/^(image|video)\//.test(file.type) ? "photo" : file.type.startsWith("audio/") ? "music" : "file"), h("span", {}, file.name), h("span", { class: "document-size" }, sizeName(file.size))))),
    pictures && !documents ? h("label", { class: "check" }, h("input", { type: "checkbox", name: "as_document" }), "Kirim sebagai berkas (tanpa dikecilkan)") : null,
    h("label", {}, "Keterangan (boleh kosong)", h("textarea", { name: "caption", rows: "2", maxlength: "2048" })));
  const values = await ask(files.length > 1 ? `Kirim ${files.length} berkas` : "Kirim berkas", body, "Kirim");
  return values && { caption: values.get("caption"), asDocument: documents || values.get("as_document") === "on" };
}

const field = (label, name, attributes = {}) => h("label", {}, label, h("input", { name, ...attributes }));

/** Ask for somebody's contact. */
export async function askContact() {
  const values = await ask("Kirim kontak", h("div", { class: "fields" },
    field("Nama depan", "first_name", { required: true, maxlength: "64", value: "Bu Sari" }),
    field("Nama belakang (boleh kosong)", "last_name", { maxlength: "64" }),
    field("Nomor telepon", "phone_number", { required: true, type: "tel", maxlength: "20", value: "+62 812 0000 4417" })), "Kirim");
  if (!values) return null;
  const contact = Object.fromEntries([...values].filter(([, value]) => value));
  return { contact };
}

/** Ask for a poll: a question and one choice a line. */
export async function askPoll() {
  const values = await ask("Kirim jajak pendapat", h("div", { class: "fields" },
    field("Pertanyaan", "question", { required: true, maxlength: "300" }),
    h("label", {}, "Pilihan, satu per baris", h("textarea", { name: "options", rows: "3", required: true }))), "Kirim");
  const options = values?.get("options").split("\n").map((line) => line.trim()).filter(Boolean);
  return values && { poll: { question: values.get("question"), options } };
}

const ORIGINS = [["user", "Orang"], ["hidden_user", "Orang yang menyembunyikan akunnya"], ["channel", "Kanal"], ["chat", "Grup"]];

function originOf(kind, name, date) {
  const title = name || "Seseorang";
  if (kind === "user") return { type: kind, date, sender_user: { id: 777, is_bot: false, first_name: title } };
  if (kind === "hidden_user") return { type: kind, date, sender_user_name: title };
  if (kind === "channel") return { type: kind, date, chat: { id: -1001234567890, type: "channel", title }, message_id: 12 };
  return { type: kind, date, sender_chat: { id: -1009876543210, type: "supergroup", title } };
}

/** Ask for a message that somebody else wrote. */
export async function askForward() {
  const now = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  const values = await ask("Teruskan pesan orang lain", h("div", { class: "fields" },
    h("label", {}, "Teks", h("textarea", { name: "text", rows: "3", required: true, maxlength: "4096" })),
    h("label", {}, "Dari", h("select", { name: "kind" }, ORIGINS.map(([value, label]) => h("option", { value }, label)))),
    field("Nama", "name", { maxlength: "128", value: "Pak RT" }),
    field("Ditulis pada", "at", { type: "datetime-local", required: true, value: now })), "Kirim");
  if (!values) return null;
  const date = Math.floor(new Date(values.get("at")).getTime() / 1000);
  return { text: values.get("text"), forward_origin: originOf(values.get("kind"), values.get("name").trim(), date) };
}

/** Ask for a text some words of which hide an address. */
export async function askLink() {
  const words = field("Kata yang menjadi tautan", "words", { required: true });
  const values = await ask("Kirim teks dengan tautan", h("div", { class: "fields" },
    h("label", {}, "Teks", h("textarea", { name: "text", rows: "3", required: true, maxlength: "4096" })), words,
    field("Alamat", "url", { required: true, type: "url", value: "https://" })), "Kirim");
  if (!values) return null;
  const text = values.get("text");
  const offset = text.indexOf(values.get("words"));
  if (offset < 0) return { refused: "Kata itu tidak ada di teks. Tulis persis seperti di teks." };
  return { text, entities: [{ type: "text_link", offset, length: values.get("words").length, url: values.get("url") }] };
}

/** Show pictures large; arrow keys go through `pictures`. */
export function enlarge(pictures, start) {
  let at = start;
  const image = h("img", { class: "viewer-image", alt: "" });
  const words = h("p", { class: "viewer-words", "aria-live": "polite" });
  const save = h("a", { class: "icon-button", "aria-label": "Unduh foto", title: "Unduh foto" }, icon("save"));
  const show = (index) => {
    at = (index + pictures.length) % pictures.length;
    const { file, caption, closed } = pictures[at];
    save.hidden = Boolean(closed);
    image.src = file.url;
    image.alt = caption || `Foto ${file.name}`;
    words.textContent = caption || "";
    save.href = file.url;
    save.download = file.name;
  };
  const several = pictures.length > 1;
  const viewer = h("dialog", { class: "viewer", "aria-label": "Foto" },
    h("div", { class: "viewer-bar" }, save, iconButton("close", "Tutup", () => viewer.close())),
    several ? iconButton("left", "Foto sebelumnya", () => show(at - 1), { class: "icon-button viewer-left" }) : null,
    image,
    several ? iconButton("right", "Foto berikutnya", () => show(at + 1), { class: "icon-button viewer-right" }) : null,
    words);
  viewer.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") show(at - 1);
    if (event.key === "ArrowRight") show(at + 1);
  });
  viewer.addEventListener("click", (event) => { if (event.target === viewer) viewer.close(); });
  viewer.addEventListener("close", () => viewer.remove());
  document.body.append(viewer);
  show(start);
  viewer.showModal();
}
