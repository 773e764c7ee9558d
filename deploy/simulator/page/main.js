// Opens the chats that the address names: `/?user=1001&user=1002`, `/?user=1001&start=word`.

import { everybody, follow } from "./api.js";
import { motion } from "./dom.js";
import { openMenu } from "./overlays.js";
import { Panel } from "./panel.js";

const FIRST_PERSON = 1001;
const FIRST_GROUP = -1;
const stage = document.getElementById("stage");
const query = new URLSearchParams(location.search);
const panels = new Map();
let speaker = Number(query.get("as")) || FIRST_PERSON;
let stopFollowing = () => {};

function wantedUsers() {
  const users = query.getAll("user").map(Number).filter((user) => Number.isSafeInteger(user) && user !== 0);
  return users.length ? [...new Set(users)] : [FIRST_PERSON];
}

function startWord(position) {
  const words = query.getAll("start");
  const word = words[position] ?? "";
  return /^[\w-]{1,64}$/.test(word) ? `/start ${word}` : "";
}

function makePanel(user, start = "") {
  const panel = new Panel(user, { start, choosePerson, close: closePanel, alone: () => panels.size === 1, as: speaker, openGroup });
  panels.set(user, panel);
  return panel;
}

function connect() {
  stopFollowing();
  const users = [...panels.keys()];
  stage.dataset.count = String(users.length);
  stopFollowing = follow(users,
    (user, name, body) => panels.get(user)?.take(name, body),
    (connected) => { for (const panel of panels.values()) panel.setConnected(connected); });
}

function showAddress() {
  const users = [...panels.keys()].map((user) => `user=${user}`).join("&");
  const as = [...panels.keys()].some((user) => user < 0) ? `&as=${speaker}` : "";
  history.replaceState(null, "", `/?${users}${as}`);
}

async function newUser() {
  const known = (await everybody()).map((person) => person.id);
  return Math.max(FIRST_PERSON - 1, ...known, ...panels.keys()) + 1;
}

async function choosePerson(panel, anchor) {
  const people = (await everybody()).filter((person) => !panels.has(person.id)).slice(-12);
  openMenu(panel.element, anchor, [
    ...people.map((person) => ({ icon: "person", label: person.name, run: () => replacePanel(panel, person.id) })),
    { icon: "plus", label: "Orang baru", run: async () => replacePanel(panel, await newUser()) },
    { icon: "people", label: "Tambah orang di samping", run: addPanel },
  ]);
}

function replacePanel(old, user) {
  const entries = [...panels].map(([id, panel]) => (panel === old ? [user, null] : [id, panel]));
  panels.clear();
  for (const [id, panel] of entries) panels.set(id, panel);
  const panel = makePanel(user);
  old.element.replaceWith(panel.element);
  showAddress();
  connect();
  panel.personButton.focus();
}

/** Open the group beside the chat of one of its members. */
function openGroup(member) {
  if (panels.has(FIRST_GROUP)) return;
  speaker = member;
  append(makePanel(FIRST_GROUP));
}

async function addPanel() {
  append(makePanel(await newUser()));
}

function append(panel) {
  stage.append(panel.element);
  showAddress();
  connect();
  panel.element.scrollIntoView({ behavior: motion(), inline: "end" });
}

function closePanel(panel) {
  panels.delete(panel.user);
  panel.element.remove();
  showAddress();
  connect();
}

for (const [position, user] of wantedUsers().entries()) stage.append(makePanel(user, startWord(position)).element);
document.getElementById("add-person").addEventListener("click", addPanel);
connect();
