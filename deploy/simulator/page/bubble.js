// Makes one entry of the thread: a message, or the messages of an album.

import { dayKey, h, icon, iconButton, lengthName, sizeName, timeOf } from "./dom.js";
import { player } from "./player.js";
import { richText } from "./richtext.js";

const ROUND = { sticker, video_note: roundVideo };
const VISUAL = new Set(["photo", "video", "animation"]);
const KIND_NAMES = {
  photo: "Foto", document: "Berkas", voice: "Pesan suara", audio: "Audio", video: "Video",
  animation: "Animasi", location: "Lokasi", contact: "Kontak", sticker: "Stiker", video_note: "Video bulat", poll: "Jajak pendapat",
};

/** Say in a few words what a message holds. */
export const summary = (quote) => quote.text || quote.caption || KIND_NAMES[quote.kind || quote.files?.[0]?.kind] || placeOrContact(quote);

function placeOrContact(message) {
  return message.location ? "Lokasi" : message.contact ? "Kontak" : message.poll ? "Jajak pendapat" : "Pesan";
}

/** Make the list item of a message or an album; `actions` does what its controls ask. */
export function entryOf(messages, botName, actions) {
  const head = messages[0];
  if (head.pinned || head.service) return serviceEntry(head, botName);
  const mine = head.from === "person";
  const last = messages[messages.length - 1];
  const captioned = messages.find((message) => message.text || message.caption) || head;
  const files = messages.flatMap((message) => message.files);
  const sender = mine ? head.sender || "Anda" : botName;
  const column = h("div", { class: "column" }, bubble(messages, files, captioned, actions), reactions(messages), inlineKeyboard(last, actions));
  const entry = h("li", { class: `entry ${mine ? "mine" : "theirs"}`, "data-key": keyOf(head), "data-day": dayKey(head.date), "data-date": head.date, tabindex: "-1" },
    h("span", { class: "visually-hidden" }, `${sender}, pukul ${timeOf(last.date)}:`),
    column,
    iconButton("more", `Tindakan untuk pesan ${sender}`, (event) => actions.menu(captioned, event.currentTarget), { class: "icon-button entry-more", "aria-haspopup": "menu" }));
  column.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, button, img, video")) return;
    event.preventDefault();
    actions.menu(captioned, entry.querySelector(".entry-more"));
  });
  return entry;
}

/** Name the entry a message belongs to. */
export const keyOf = (message) => (message.media_group_id ? `g${message.media_group_id}` : `m${message.id}`);

function serviceEntry(message, botName) {
  return h("li", { class: "service", "data-key": keyOf(message), "data-day": dayKey(message.date), "data-date": message.date },
    h("span", {}, message.service || `${message.from === "bot" ? botName : message.sender || "Anda"} menyematkan “${summary(message.pinned).slice(0, 40)}”`));
}

function reactions(messages) {
  const given = messages.flatMap((message) => message.reactions || []);
  if (!given.length) return null;
  return h("p", { class: "reactions" }, given.map((one) => h("span", { role: "img", "aria-label": `Reaksi ${one.from === "bot" ? "bot" : "orang"}: ${one.emoji}` }, one.emoji)));
}

function meta(messages) {
  const last = messages[messages.length - 1];
  const edited = messages.some((message) => message.edited);
  return h("span", { class: "meta" },
    last.silent ? h("span", { class: "silent", title: "Tanpa bunyi" }, icon("mute"), h("span", { class: "visually-hidden" }, "tanpa bunyi")) : null,
    last.has_protected_content ? h("span", { title: "Dilindungi" }, icon("lock"), h("span", { class: "visually-hidden" }, "dilindungi, tidak dapat diteruskan atau disimpan")) : null,
    edited ? h("span", { class: "edited" }, "diedit") : null,
    h("time", { datetime: new Date(last.date * 1000).toISOString() }, timeOf(last.date)));
}

function bubble(messages, files, captioned, actions) {
  const head = messages[0];
  const visual = files.length > 0 && files.every((file) => VISUAL.has(file.kind));
  const words = captioned.text || captioned.caption;
  const sound = files.length === 1 && ["voice", "audio"].includes(files[0].kind);
  const foot = meta(messages);
  const parts = [head.sender && head.from === "person" ? h("strong", { class: "sender" }, head.sender) : null, forwarded(head), quote(head, actions)];
  if (visual) parts.push(gallery(messages, actions));
  else if (files.length) parts.push(...files.map((file) => (["voice", "audio"].includes(file.kind) ? player(file, sound && !words ? foot : null) : ROUND[file.kind] ? ROUND[file.kind](file) : documentRow(file, head.has_protected_content))));
  if (head.location) parts.push(place(head.location));
  if (head.contact) parts.push(contact(head.contact));
  if (head.poll) parts.push(poll(head, actions));
  if (words) parts.push(richText(words, captioned.entities, actions));
  const carried = sound && !words;
  if (!carried) parts.push(foot);
  const bare = visual && !words;
  return h("div", { class: `bubble${visual ? " has-gallery" : ""}${bare ? " bare" : ""}` }, parts);
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const from = origin.sender_user?.first_name || origin.sender_user_name || (origin.chat || origin.sender_chat)?.title;
  return h("p", { class: "forwarded" }, from ? `Diteruskan dari ${from}` : "Diteruskan");
}

function sticker(file) {
  return file.mime_type.startsWith("image/") ? h("img", { class: "sticker", src: file.url, alt: "Stiker", decoding: "async" }) : h("span", { class: "sticker" }, "Stiker bergerak");
}

function roundVideo(file) {
  return h("video", { class: "round-video", src: file.url, controls: true, preload: "metadata", "aria-label": "Video bulat" });
}

function poll(message, actions) {
  const { question, options, total_voter_count: total, is_closed: closed } = message.poll;
  return h("div", { class: "poll", role: "group", "aria-label": `Jajak pendapat: ${question}` },
    h("strong", {}, question),
    options.map((option, at) => h("button", { type: "button", class: "choice", disabled: closed || message.from === "person", onclick: () => actions.gesture("vote", { message_id: message.id, options: [at] }) },
      h("span", {}, option.text), h("span", { class: "votes" }, String(option.voter_count)))),
    h("span", { class: "document-size" }, closed ? "Ditutup" : `${total} suara`));
}

function quote(message, actions) {
  if (!message.reply_to) return null;
  return h("button", { type: "button", class: "reply-quote", onclick: () => actions.jump(message.reply_to.id) },
    h("strong", {}, message.reply_to.from === "bot" ? actions.botName() : "Anda"),
    h("span", {}, summary(message.reply_to)));
}

function gallery(messages, actions) {
  const tiles = messages.flatMap((message) => message.files.map((file) => tile(message, file, messages.length === 1, actions)));
  return h("div", { class: `gallery of-${Math.min(tiles.length, 4)}${tiles.length % 2 ? " odd" : ""}` }, tiles);
}

function tile(message, file, alone, actions) {
  const label = message.caption ? `Foto: ${message.caption}` : `Foto ${file.name}`;
  if (file.kind !== "photo") {
    return h("video", { class: "tile", src: file.url, controls: true, controlslist: message.has_protected_content ? "nodownload" : null, preload: "metadata", "aria-label": `Video ${file.name}` });
  }
  const size = alone && file.width ? { width: file.width, height: file.height } : {};
  const image = h("img", { src: file.url, alt: label, ...size, decoding: "async" });
  const button = h("button", { type: "button", class: "tile photo", "aria-label": `${label} – perbesar`, onclick: () => actions.enlarge(file, message.caption) }, image);
  if (message.has_media_spoiler) {
    button.classList.add("covered");
    button.addEventListener("click", (event) => {
      if (!button.classList.contains("covered")) return;
      event.stopImmediatePropagation();
      button.classList.remove("covered");
    }, { capture: true });
  }
  return button;
}

function documentRow(file, closed) {
  const extension = file.name.includes(".") ? file.name.split(".").pop().slice(0, 4).toUpperCase() : "";
  const link = closed ? { class: "document" } : { class: "document", href: file.url, download: file.name, "aria-label": `Unduh ${file.name}, ${sizeName(file.size)}` };
  return h(closed ? "div" : "a", link,
    h("span", { class: "round-button" }, icon(closed ? "lock" : extension ? "file" : "save")),
    h("span", { class: "document-body" },
      h("span", { class: "document-name" }, file.name),
      h("span", { class: "document-size" }, [extension, sizeName(file.size), file.duration ? lengthName(file.duration) : ""].filter(Boolean).join(" · "))));
}

function place(location) {
  const words = `${location.latitude.toFixed(5)}, ${location.longitude.toFixed(5)}`;
  const name = location.live_period ? "Lokasi langsung" : "Lokasi";
  return h("div", { class: "place", role: "img", "aria-label": `${name} ${words}` },
    h("span", { class: "place-map" }, icon("place")),
    h("span", { class: "place-words" }, h("strong", {}, name), h("span", {}, words)));
}

function contact(body) {
  const name = [body.first_name, body.last_name].filter(Boolean).join(" ");
  return h("div", { class: "document" },
    h("span", { class: "round-button" }, icon("person")),
    h("span", { class: "document-body" }, h("span", { class: "document-name" }, name), h("span", { class: "document-size" }, body.phone_number)));
}

function inlineKeyboard(message, actions) {
  if (!message.buttons.length) return null;
  return h("div", { class: "inline-keyboard", role: "group", "aria-label": "Tombol pesan" },
    message.buttons.map((row) => h("div", { class: "key-row" }, row.map((button) => inlineButton(message, button, actions)))));
}

function inlineButton(message, button, actions) {
  if (button.url) {
    return h("a", { class: "key", href: safeAddress(button.url), target: "_blank", rel: "noopener noreferrer" }, button.label, icon("link"));
  }
  const press = button.copy_text
    ? () => actions.copy(button.copy_text.text)
    : (event) => actions.press(message, button, event.currentTarget);
  return h("button", { type: "button", class: "key", onclick: press }, button.label, button.copy_text ? icon("copy") : null);
}

function safeAddress(address) {
  return /^(https?|tg|mailto|tel):/i.test(address) ? address : null;
}
