// Wires the page together.

import { get } from "./api.js";
import { Chat } from "./chat.js";
import { Controls } from "./controls.js";
import { Desk } from "./desk.js";
import { byId } from "./dom.js";
import { invited } from "./guests.js";
import { keep, read } from "./kept.js";
import { columnOf } from "./people.js";
import { Records } from "./records.js";
import { Tabs } from "./tabs.js";
import { LANGUAGES, applyTexts, language, load, t } from "./texts.js";
import { Tour } from "./tour.js";
import { World } from "./world.js";

const BACK_MS = 2500;
const FIRST_TRY_MS = 1000;

const world = new World();

async function firstState() {
  for (;;) {
    try {
      return await get("/api/sandbox");
    } catch {
      await new Promise((resolve) => setTimeout(resolve, FIRST_TRY_MS));
    }
  }
}

function keptPeople(state) {
  const kept = read("people", {});
  const exists = (id) => state.people.some((person) => person.id === id);
  const of = (role) => (exists(kept[role]) ? kept[role] : state.tour[role]);
  return { buyer: of("buyer"), approver: of("approver") };
}

function banner() {
  const bar = byId("banner");
  let was = true;
  const say = (key, kind) => {
    bar.textContent = key ? t(key) : "";
    bar.dataset.kind = kind ?? "";
    bar.hidden = !key;
  };
  const draw = () => {
    if (world.state?.resetting) say("resetting", "busy");
    else if (world.state?.problem) say("reset-failed", "lost");
    else if (!world.online && !was) say("offline", "lost");
    else if (bar.dataset.kind !== "back") say(null);
  };
  world.addEventListener("connection", ({ detail }) => {
    if (detail.online && !was) {
      say("online-again", "back");
      setTimeout(() => {
        bar.dataset.kind = "";
        draw();
      }, BACK_MS);
    }
    was = detail.online;
    draw();
  });
  world.addEventListener("state", draw);
  return draw;
}

function chatsOf(shown, tabs) {
  const chats = {};
  const show = (role, person) => {
    shown[role] = person;
    keep("people", shown);
    // The tour's people are followed too: what they can do decides which step is next.
    const { buyer, approver } = world.state.tour;
    world.watch([...Object.values(shown), buyer, approver]);
    if (chats[role].person !== person) chats[role].show(person);
  };
  for (const role of ["buyer", "approver"]) {
    chats[role] = new Chat(byId(role), world, role, (person) => show(role, person));
    chats[role].onNews = () => tabs.news(role);
  }
  for (const role of ["buyer", "approver"]) show(role, shown[role]);
  world.addEventListener("state", () => {
    for (const chat of Object.values(chats)) chat.freeze(world.state.resetting);
  });
  return { chats, show };
}

async function begin() {
  await load(language());
  applyTexts();
  const invitation = invited();
  world.learn(await firstState());
  const tabs = new Tabs();
  const drawBanner = banner();
  const desk = new Desk(byId("desk"), world);
  const lists = { mail: byId("mail"), orders: byId("orders"), evidence: byId("evidence") };
  const records = new Records(lists, byId("news"), world);
  const controls = new Controls(world);
  const { chats, show } = chatsOf(keptPeople(world.state), tabs);
  const chatOf = (person) => {
    const open = Object.values(chats).find((chat) => chat.person === person);
    if (open) return open;
    const role = columnOf(world.person(person));
    show(role, person);
    return chats[role];
  };
  const tour = new Tour(world, {
    chatOf,
    show: tabs.show,
    rest: () => chats.buyer.composer.field.focus(),
  });
  tour.follow();
  world.addEventListener("cases", () => world.cases.length && tabs.news("desk"));
  const draw = () => {
    applyTexts();
    document.title = t("title");
    byId("merchant").textContent = world.state.merchant;
    for (const part of [tabs, desk, records, controls, tour, ...Object.values(chats)]) part.draw();
    drawBanner();
  };
  chooseLanguage(draw);
  chooseTheme();
  draw();
  if (invitation) {
    show("buyer", invitation.id);
    tabs.show("buyer");
  }
  document.body.classList.add("is-ready");
  // What can't be seen can't have the focus.
  if (invitation) chats.buyer.composer.fill(invitation.command);
}

function chooseLanguage(draw) {
  const select = byId("language");
  for (const [code, name] of Object.entries(LANGUAGES)) {
    select.add(new Option(name, code, false, code === language()));
  }
  select.addEventListener("change", async () => {
    await load(select.value);
    document.documentElement.lang = select.value;
    localStorage.setItem("comptoir.language", select.value);
    draw();
  });
}

function chooseTheme() {
  const button = byId("theme");
  const { dataset } = document.documentElement;
  const preferred = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (dataset.theme ? dataset.theme === "dark" : preferred.matches);
  const draw = () => button.setAttribute("aria-checked", String(dark()));
  button.addEventListener("click", () => {
    dataset.theme = dark() ? "light" : "dark";
    localStorage.setItem("comptoir.theme", dataset.theme);
    draw();
  });
  preferred.addEventListener("change", draw);
  draw();
}

begin();
