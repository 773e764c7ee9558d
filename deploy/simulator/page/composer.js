// Where the person writes: text, files, voice, commands, the bot's reply keyboard.

import { h, icon, iconButton, lengthName } from "./dom.js";
import { summary } from "./bubble.js";
import { askContact, askFiles, askForward, askLink, askPlace, askPoll, openMenu } from "./overlays.js";
import { Recorder } from "./recorder.js";

const HOLD_MILLISECONDS = 350;

export class Composer {
  constructor(root, calls, actions) {
    this.root = root;
    this.calls = calls;
    this.actions = actions;
    this.context = null;
    this.keyboard = null;
    this.recorder = new Recorder();
    this.build();
  }

  build() {
    this.input = h("textarea", { class: "write", rows: "1", placeholder: "Tulis pesan …", "aria-label": "Tulis pesan", enterkeyhint: "send",
      oninput: () => this.refresh(), onkeydown: (event) => this.key(event), onpaste: (event) => this.paste(event) });
    this.attach = iconButton("clip", "Lampirkan", () => this.openAttach(), { "aria-haspopup": "menu" });
    this.commands = iconButton("slash", "Perintah bot", () => this.openCommands(), { "aria-haspopup": "menu", hidden: true });
    this.keys = iconButton("keys", "Papan tombol", () => this.toggleKeys(), { hidden: true });
    this.send = iconButton("send", "Kirim", () => this.submit(), { class: "icon-button send", hidden: true });
    this.mic = iconButton("mic", "Rekam pesan suara", () => {});
    this.holdToTalk();
    this.files = h("input", { type: "file", multiple: true, hidden: true, onchange: () => this.sendChosen() });
    this.strip = h("div", { class: "context", hidden: true });
    this.pad = h("div", { class: "reply-keyboard", role: "group", "aria-label": "Papan tombol dari bot", hidden: true });
    this.row = h("form", { class: "compose-row", onsubmit: (event) => { event.preventDefault(); this.submit(); } },
      this.attach, this.commands, this.input, this.keys, this.mic, this.send, this.files);
    this.bar = h("div", { class: "recording", hidden: true });
    this.single = h("button", { type: "button", class: "single", hidden: true });
    this.element = h("footer", { class: "composer" }, this.pad, this.strip, this.row, this.bar, this.single);
  }

  refresh() {
    const filled = this.input.value.trim() !== "" || this.context?.edit;
    this.send.hidden = !filled;
    this.mic.hidden = Boolean(filled);
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 160)}px`;
  }

  key(event) {
    if (event.key === "Escape" && this.context) this.setContext(null);
    const touch = matchMedia("(pointer: coarse)").matches;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !touch) {
      event.preventDefault();
      this.submit();
    }
    if (event.key === "ArrowUp" && !this.input.value) this.actions.editLast();
  }

  paste(event) {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    this.offer(event.clipboardData.files, false);
  }

  async submit() {
    const text = this.input.value.trim();
    const context = this.context;
    if (!text) return;
    this.input.value = "";
    this.setContext(null);
    this.refresh();
    const sent = await this.actions.attempt(() => (context?.edit ? this.calls.edit(context.message.id, text) : this.calls.sendText(text, context?.message.id)));
    if (!sent && !this.input.value) {
      this.input.value = text;
      this.refresh();
    }
  }

  /** Answer or change a message; null ends that. */
  setContext(context) {
    const ended = this.context?.edit && !context;
    this.context = context;
    this.strip.hidden = !context;
    if (!context) {
      if (ended) this.input.value = "";
      this.refresh();
      return;
    }
    const words = summary(context.message);
    this.strip.replaceChildren(icon(context.edit ? "edit" : "reply"),
      h("div", {}, h("strong", {}, context.edit ? "Ubah pesan" : `Balas ${context.message.from === "bot" ? this.actions.botName() : "pesan Anda"}`), h("span", {}, words)),
      iconButton("close", "Batalkan", () => { this.setContext(null); this.input.focus(); }));
    if (context.edit) this.input.value = context.message.text || context.message.caption;
    this.refresh();
    this.input.focus();
  }

  openAttach() {
    openMenu(this.root, this.attach, [
      { icon: "photo", label: "Foto atau video", run: () => this.choose("image/*,video/*", "") },
      { icon: "file", label: "Berkas", run: () => this.choose("", "document") },
      { icon: "music", label: "Audio", run: () => this.choose("audio/*", "audio") },
      { icon: "place", label: "Lokasi", run: () => this.sendPlace() },
      { icon: "person", label: "Kontak saya", run: () => this.actions.attempt(() => this.calls.sendContact()) },
      { icon: "more", label: "Lainnya …", run: () => this.openMore() },
    ]);
  }

  openMore() {
    openMenu(this.root, this.attach, [
      { icon: "smile", label: "Stiker", run: () => this.choose("image/webp,image/png", "sticker") },
      { icon: "round", label: "Video bulat", run: () => this.choose("video/*", "video_note") },
      { icon: "people", label: "Kontak orang lain", run: () => this.sendAsked(askContact) },
      { icon: "place", label: "Lokasi langsung", run: () => this.sendPlace(true) },
      { icon: "poll", label: "Jajak pendapat", run: () => this.sendAsked(askPoll) },
      { icon: "forward", label: "Teruskan pesan orang lain", run: () => this.sendAsked(askForward) },
      { icon: "link", label: "Teks dengan tautan", run: () => this.sendAsked(askLink) },
    ]);
  }

  async sendAsked(asked) {
    const body = await asked();
    if (body?.refused) this.actions.say(body.refused);
    else if (body) await this.actions.attempt(() => this.calls.send(body));
  }

  choose(accept, kind) {
    this.files.accept = accept;
    this.files.dataset.kind = kind;
    this.files.value = "";
    this.files.click();
  }

  sendChosen() {
    const kind = this.files.dataset.kind;
    if (kind === "voice") this.sendVoice(this.files.files[0], 0);
    else if (["sticker", "video_note"].includes(kind)) this.sendBare(kind, this.files.files);
    else if (this.files.files.length) this.offer(this.files.files, this.files.dataset.kind === "document", this.files.dataset.kind);
  }

  async sendBare(kind, files) {
    for (const file of files) {
      const form = new FormData();
      form.append("kind", kind);
      form.append("file", file, file.name);
      await this.upload(form);
    }
  }

  async offer(files, documents, kind = "") {
    const chosen = [...files];
    const answer = await askFiles(chosen, documents);
    if (!answer) return;
    const form = new FormData();
    form.append("caption", answer.caption);
    if (answer.asDocument || kind) form.append("kind", answer.asDocument ? "document" : kind);
    for (const file of chosen) form.append("file", file, file.name);
    await this.upload(form);
    this.input.focus();
  }

  upload(form) {
    return this.actions.attempt(() => this.calls.upload(form, (part) => this.actions.progress(part)));
  }

  async sendPlace(live = false) {
    const place = await askPlace(live);
    if (place) await this.actions.attempt(() => this.calls.sendLocation(place));
  }

  openCommands() {
    openMenu(this.root, this.commands, this.commandList.map((command) => ({
      icon: "slash", label: `/${command.command} – ${command.description}`,
      run: () => this.actions.attempt(() => this.calls.sendText(`/${command.command}`)),
    })));
  }

  holdToTalk() {
    let pressedAt = 0;
    this.mic.addEventListener("pointerdown", (event) => {
      pressedAt = event.timeStamp;
      if (event.button === 0) this.startVoice();
    });
    addEventListener("pointerup", (event) => {
      const held = pressedAt && event.timeStamp - pressedAt > HOLD_MILLISECONDS;
      pressedAt = 0;
      if (held && this.recorder.running) this.finishVoice(true);
    });
    this.mic.addEventListener("click", (event) => { if (event.detail === 0) this.startVoice(); });
  }

  async startVoice() {
    if (this.recorder.running || this.recorder.starting) return;
    const started = await this.recorder.start((seconds) => { this.clock.textContent = lengthName(seconds); });
    if (!started) {
      this.actions.say("Mikrofon tidak tersedia. Pilih berkas suara sebagai gantinya.");
      this.choose("audio/*", "voice");
      return;
    }
    this.clock = h("span", { class: "recording-clock", role: "timer" }, "0.00");
    this.bar.replaceChildren(h("span", { class: "recording-dot" }), this.clock, h("span", { class: "recording-words" }, "Merekam …"),
      h("button", { type: "button", class: "plain-button", onclick: () => this.finishVoice(false) }, "Batal"),
      iconButton("send", "Kirim pesan suara", () => this.finishVoice(true), { class: "icon-button send" }));
    this.bar.hidden = false;
    this.row.hidden = true;
    this.bar.querySelector(".send").focus();
  }

  async finishVoice(wanted) {
    const voice = await this.recorder.stop();
    this.bar.hidden = true;
    this.row.hidden = false;
    this.mic.focus();
    if (wanted && voice) await this.sendVoice(voice.file, voice.seconds);
  }

  async sendVoice(file, seconds) {
    if (!file) return;
    const form = new FormData();
    form.append("kind", "voice");
    form.append("duration", String(Math.max(seconds ? 1 : 0, Math.round(seconds))));
    form.append("file", file, file.name);
    await this.upload(form);
  }

  toggleKeys() {
    this.pad.hidden = !this.pad.hidden;
    this.keys.setAttribute("aria-expanded", String(!this.pad.hidden));
  }

  /** Fit to the person's state: blocked, not started, reply keyboard, commands. */
  show(profile, startWord) {
    const one = profile.blocked ? ["Buka blokir bot", () => this.calls.unblock()] : startWord ? ["Mulai", () => this.actions.start(startWord)] : null;
    this.single.hidden = !one;
    this.row.hidden = Boolean(one) || !this.bar.hidden;
    if (one) {
      this.single.textContent = one[0];
      this.single.onclick = () => this.actions.attempt(one[1]);
    }
    this.commandList = profile.commands;
    this.commands.hidden = !profile.commands.length;
    this.showKeyboard(profile.blocked ? null : profile.keyboard);
  }

  showKeyboard(markup) {
    const rows = markup?.keyboard || [];
    const changed = markup?.message_id !== this.keyboard?.message_id;
    this.keyboard = markup;
    this.input.placeholder = markup?.input_field_placeholder || "Tulis pesan …";
    this.keys.hidden = !rows.length || Boolean(markup?.is_persistent);
    if (changed || !rows.length) this.pad.hidden = !rows.length;
    if (!changed) return;
    this.pad.classList.toggle("tall", !markup?.resize_keyboard);
    this.pad.replaceChildren(...rows.map((row) => h("div", { class: "key-row" }, row.map((button) =>
      h("button", { type: "button", class: "key", onclick: () => this.actions.pressKey(button.text) },
        button.request_contact ? icon("person") : button.request_location ? icon("place") : null, button.text)))));
    if (markup?.force_reply) this.actions.replyTo(markup.message_id);
  }
}
