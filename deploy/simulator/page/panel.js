// One phone: a person's chat with the bot.

import { personCalls } from "./api.js";
import { summary } from "./bubble.js";
import { Composer } from "./composer.js";
import { h, icon, iconButton } from "./dom.js";
import { alertBox, confirmBox, enlarge, openMenu, toast } from "./overlays.js";
import { Thread } from "./thread.js";

const TYPING_MILLISECONDS = 5000;
const ACTION_WORDS = {
  typing: "sedang mengetik …", upload_photo: "mengirim foto …", upload_document: "mengirim berkas …",
  record_voice: "merekam suara …", upload_voice: "mengirim suara …", upload_video: "mengirim video …",
};

const RIGHTS = {
  left: "bot di luar grup", member: "bot di grup, dengar perintah saja", restricted: "bot tidak boleh menulis",
  administrator: "bot mendengar semua", kicked: "bot dikeluarkan",
};
const TIMERS = [[86_400, "Setelah 1 hari"], [604_800, "Setelah 1 minggu"], [2_678_400, "Setelah 1 bulan"], [0, "Jangan hapus"]];

export class Panel {
  constructor(user, { start, choosePerson, close, alone, as, openGroup }) {
    this.user = user;
    this.openGroup = openGroup;
    this.calls = personCalls(user, as);
    this.profile = null;
    this.startWord = start;
    this.thread = new Thread(this.actions());
    this.build(choosePerson, close, alone);
  }

  actions() {
    return {
      botName: () => this.profile?.bot.name || "Bot",
      copy: (words) => this.copy(words),
      command: (words) => this.attempt(() => this.calls.sendText(words)),
      press: (message, button, element) => this.press(message, button, element),
      pressKey: (label) => this.attempt(() => this.calls.press(null, label)),
      enlarge: (file) => this.enlarge(file),
      jump: (id) => this.thread.jump(id),
      menu: (message, anchor) => this.openMessageMenu(message, anchor),
      attempt: (work) => this.attempt(work),
      gesture: (name, body) => this.attempt(() => this.calls.gesture(name, body)),
      say: (words) => toast(this.element, words),
      progress: (part) => toast(this.element, part < 1 ? `Mengunggah ${Math.round(part * 100)} %` : ""),
      start: (word) => this.start(word),
      editLast: () => this.editLast(),
      replyTo: (id) => this.replyTo(id),
    };
  }

  build(choosePerson, close, alone) {
    this.title = h("h2", { class: "bot-name" }, "…");
    this.state = h("p", { class: "bot-state", role: "status" }, "menyambung …");
    this.personName = h("span", {});
    this.personButton = h("button", { type: "button", class: "person-chip", "aria-haspopup": "menu", onclick: () => choosePerson(this, this.personButton) }, icon("person"), this.personName);
    this.more = iconButton("more", "Menu obrolan", () => this.openMenu(close, alone()), { "aria-haspopup": "menu" });
    this.pinBar = h("button", { type: "button", class: "pin-bar", hidden: true });
    this.welcome = h("div", { class: "welcome", hidden: true });
    this.element = h("section", { class: "phone" },
      h("header", { class: "phone-head" }, h("img", { src: "/assets/mark.svg", alt: "", width: "36", height: "36" }), h("div", { class: "bot-words" }, this.title, this.state), this.personButton, this.more),
      this.pinBar,
      h("div", { class: "phone-body" }, this.welcome, this.thread.scroller, this.thread.jumpButton, h("div", { class: "toast", role: "status" })));
    this.composer = new Composer(this.element, this.calls, this.actions());
    this.element.append(this.composer.element);
  }

  /** Take in one event of the stream. */
  take(name, body) {
    if (body.profile) this.showProfile(body.profile);
    if (name === "snapshot") this.thread.reset(body.messages);
    if (name === "message") {
      this.thread.put(body.message);
      this.noteStarted();
      if (body.message.from === "bot") this.rest();
    }
    if (name === "deleted") this.thread.drop(body.message_id);
    if (name === "action") this.showAction(body.action);
    this.showWelcome();
  }

  showProfile(profile) {
    this.profile = profile;
    this.title.textContent = profile.bot.name;
    this.personName.textContent = profile.name;
    this.personButton.setAttribute("aria-label", `Anda ${profile.name} – ganti orang`);
    this.element.setAttribute("aria-label", `Obrolan ${profile.name} dengan ${profile.bot.name}`);
    this.rest();
    this.showPin();
    this.showComposer();
  }

  noteStarted() {
    if (this.profile.started) return;
    this.profile.started = true;
    this.showComposer();
  }

  showComposer() {
    this.composer.show(this.profile, this.profile.group ? "" : this.startWord || (this.profile.started ? "" : "/start"));
  }

  rest() {
    clearTimeout(this.typing);
    this.state.textContent = this.offline ? "menyambung kembali …" : this.profile?.blocked ? "diblokir" : this.profile?.group ? RIGHTS[this.profile.group] : "bot · selalu buka";
  }

  setConnected(connected) {
    this.offline = !connected;
    this.rest();
  }

  showAction(action) {
    clearTimeout(this.typing);
    this.state.textContent = ACTION_WORDS[action] || "sedang bekerja …";
    this.typing = setTimeout(() => this.rest(), TYPING_MILLISECONDS);
  }

  showPin() {
    const id = this.profile.pinned.at(-1);
    const message = id && this.thread.messages.get(id);
    this.pinBar.hidden = !message;
    if (!message) return;
    this.pinBar.replaceChildren(icon("pin"), h("span", {}, h("strong", {}, "Pesan tersemat"), h("span", {}, summary(message))));
    this.pinBar.onclick = () => this.thread.jump(id);
  }

  showWelcome() {
    const empty = this.thread.messages.size === 0;
    this.welcome.hidden = !empty;
    if (!empty || !this.profile) return;
    const words = this.profile.bot.description || this.profile.bot.short_description || "Tekan Mulai untuk membuka percakapan.";
    this.welcome.replaceChildren(h("div", {}, h("strong", {}, "Apa yang bisa dilakukan bot ini?"), h("p", {}, words)));
  }

  async attempt(work) {
    try {
      return (await work()) ?? true;
    } catch (error) {
      toast(this.element, error.message);
      return null;
    }
  }

  async start(word) {
    await this.calls.sendText(word);
    this.startWord = "";
    this.showComposer();
    this.composer.input.focus();
  }

  async press(message, button, element) {
    if (element.getAttribute("aria-busy") === "true") return;
    element.setAttribute("aria-busy", "true");
    const answer = await this.attempt(() => this.calls.press(message.id, button.data || button.label));
    element.removeAttribute("aria-busy");
    if (!answer) return;
    if (answer.show_alert && answer.text) await alertBox(answer.text);
    else if (answer.text) toast(this.element, answer.text);
    else if (!answer.answered) toast(this.element, "Bot belum menjawab tombol ini.");
  }

  async copy(words) {
    try {
      await navigator.clipboard.writeText(words);
      toast(this.element, "Disalin");
    } catch {
      toast(this.element, "Tidak dapat menyalin di peramban ini.");
    }
  }

  enlarge(file) {
    const pictures = this.thread.pictures();
    enlarge(pictures, Math.max(0, pictures.findIndex((picture) => picture.file.url === file.url)));
  }

  replyTo(id) {
    const message = this.thread.messages.get(id);
    if (message) this.composer.setContext({ message });
  }

  editLast() {
    const last = [...this.thread.messages.values()].filter((message) => message.from === "person" && (message.text || message.caption)).at(-1);
    if (last) this.composer.setContext({ message: last, edit: true });
  }

  openMessageMenu(message, anchor) {
    const words = message.text || message.caption;
    const mine = message.from === "person";
    openMenu(this.element, anchor, [
      { icon: "reply", label: "Balas", run: () => this.composer.setContext({ message }) },
      words && !message.has_protected_content ? { icon: "copy", label: "Salin teks", run: () => this.copy(words) } : null,
      message.has_protected_content ? null : { icon: "forward", label: "Teruskan ke bot", run: () => this.gesture("forward", message) },
      { icon: "pin", label: this.profile.pinned.includes(message.id) ? "Lepas sematan" : "Sematkan", run: () => this.gesture("pin", message) },
      { icon: "smile", label: "Reaksi 👍", run: () => this.gesture("react", message, { emoji: "👍" }) },
      mine && message.location?.live_period ? { icon: "place", label: "Geser lokasi langsung", run: () => this.gesture("move", message, { location: { latitude: message.location.latitude + 0.002, longitude: message.location.longitude + 0.002 } }) } : null,
      mine && message.location?.live_period ? { icon: "ban", label: "Hentikan lokasi langsung", run: () => this.gesture("move", message) } : null,
      mine && (message.text || message.files.length) ? { icon: "edit", label: "Ubah", run: () => this.composer.setContext({ message, edit: true }) } : null,
      { icon: "trash", label: "Hapus", danger: true, run: () => this.remove(message) },
    ].filter(Boolean));
  }

  gesture(name, message, more = {}) {
    return this.attempt(() => this.calls.gesture(name, { message_id: message.id, ...more }));
  }

  openTimers() {
    openMenu(this.element, this.more, TIMERS.map(([seconds, label]) => ({ icon: "clock", label, run: () => this.attempt(() => this.calls.gesture("timer", { seconds })) })));
  }

  openRights() {
    openMenu(this.element, this.more, Object.entries(RIGHTS).map(([rights, label]) => ({ icon: rights === this.profile.group ? "pin" : "people", label, run: () => this.attempt(() => this.calls.gesture("rights", { rights })) })));
  }

  async remove(message) {
    const sure = await confirmBox("Hapus pesan?", "Pesan hilang dari obrolan ini. Bot yang sudah menerimanya tidak diberi tahu.", "Hapus");
    if (sure) await this.attempt(() => this.calls.remove(message.id));
  }

  openMenu(close, alone) {
    const blocked = this.profile?.blocked;
    openMenu(this.element, this.more, [
      { icon: "people", label: "Ganti orang", run: () => this.personButton.click() },
      { icon: "clock", label: "Hapus otomatis …", run: () => this.openTimers() },
      this.profile?.group ? { icon: "people", label: "Hak bot di grup …", run: () => this.openRights() } : { icon: "people", label: "Buka grup warga", run: () => this.openGroup(this.user) },
      this.profile?.group ? null : blocked ? { icon: "ban", label: "Buka blokir bot", run: () => this.attempt(() => this.calls.unblock()) } : { icon: "ban", label: "Blokir bot", danger: true, run: () => this.block() },
      alone ? null : { icon: "close", label: "Tutup obrolan ini", run: () => close(this) },
    ].filter(Boolean));
  }

  async block() {
    const sure = await confirmBox("Blokir bot?", "Bot tidak dapat lagi mengirim pesan ke obrolan ini. Anda dapat membuka blokirnya kapan saja.", "Blokir");
    if (sure) await this.attempt(() => this.calls.block());
  }
}
